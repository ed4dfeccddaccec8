package ctrsweep.cli.launch;

import ctrsweep.cli.text.Verbosity;
import ctrsweep.report.Escaped;
import java.io.PrintStream;
import java.util.Optional;

/// Says what a command is at: to a person as far as they want to hear it, and to the log in full.
public final class LaunchReporter {
    private final PrintStream err;
    private final Verbosity.Level level;
    private final Optional<LaunchLog> log;
    private Runnable beforeLine = () -> {};

    public LaunchReporter(PrintStream err, Verbosity.Level level, Optional<LaunchLog> log) {
        this.err = err;
        this.level = level;
        this.log = log;
    }

    Verbosity.Level level() {
        return level;
    }

    /// Where a bar is drawn, which is for the eye only.
    PrintStream screen() {
        return err;
    }

    /// @param clear makes room for a line where a bar stands
    void beforeLine(Runnable clear) {
        beforeLine = clear;
    }

    /// Kept, though a bar tells it already.
    void logOnly(String text) {
        log.ifPresent(kept -> kept.line(text));
    }

    public void note(String text) {
        say(text, level != Verbosity.Level.QUIET);
    }

    public void detail(String text) {
        say(text, level == Verbosity.Level.VERBOSE);
    }

    /// What has gone wrong.
    public void problem(String text) {
        say(text, true);
    }

    public void trace(Throwable problem) {
        log.ifPresent(kept -> kept.trace(problem));
        if (level == Verbosity.Level.VERBOSE) {
            LaunchLog.lines(problem).forEach(this::print);
        }
    }

    private void say(String text, boolean aloud) {
        logOnly(text);
        if (aloud) {
            print(text);
        }
    }

    private void print(String text) {
        beforeLine.run();
        err.println(Escaped.of(text));
    }
}
