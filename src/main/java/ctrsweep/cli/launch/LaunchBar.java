package ctrsweep.cli.launch;

import java.util.function.IntFunction;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// The line on a terminal that shows how far a launch is.
record LaunchBar(ProgressBar bar, LaunchReporter reporter) implements AutoCloseable {
    private static final int WIDEST = 160;

    /// Draws the line again and again. The last column of a terminal stays free, since some terminals begin a new line
    /// after it.
    ///
    /// @param text of the line, in at most as many characters as it is given
    static LaunchBar draw(int terminal, LaunchReporter reporter, IntFunction<String> text) {
        int width = Math.min(terminal, WIDEST) - 1;
        ProgressBar bar = new ProgressBarBuilder()
                .setRenderer((state, most) -> padded(text.apply(width), width))
                .setUpdateIntervalMillis(200)
                .continuousUpdate()
                .setConsumer(new ConsoleProgressBarConsumer(reporter.screen(), width))
                .build();
        reporter.beforeLine(() -> reporter.screen().print("\r\u001b[2K"));
        return new LaunchBar(bar, reporter);
    }

    /// Pads the line: the previous one may have been longer.
    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    @Override
    public void close() {
        bar.close();
        reporter.beforeLine(() -> {});
    }
}
