package ctrsweep.cli.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The progress of a launch, on one line.
///
/// @param ended trials that have ended, in this launch or before
/// @param planned trials of the whole plan
/// @param done epochs that are done; a trial that ended early counts in full
/// @param total epochs of the whole plan
/// @param here how many of those this launch has done
/// @param latest the last event
public record ProgressLine(long ended, long planned, long done, long total, long here, String latest) {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;

    /// `[=====     ] 4/12 trials, 0:42 left: trial 9 epoch 4/12 val.auc 0.7593`; on a narrow terminal without
    /// the bar, and cut to `width`.
    public String text(Duration took, int width) {
        String words = "%s trials%s%s"
                .formatted(
                        count(), left(took).map(left -> ", " + left).orElse(""), latest.isEmpty() ? "" : ": " + latest);
        int bar = Math.min(WIDEST_BAR, width - words.length() - 3);
        String line = bar < NARROWEST_BAR ? words : "[" + bar(bar) + "] " + words;
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }

    /// `4/12`, or `4` for a sweep without end.
    public String count() {
        return planned == Long.MAX_VALUE ? Long.toString(ended) : ended + "/" + planned;
    }

    /// `0:42 left`: assumes that the remaining epochs take as long as those of this launch. Empty before the
    /// first epoch.
    public Optional<String> left(Duration took) {
        if (here <= 0 || total == Long.MAX_VALUE) {
            return Optional.empty();
        }
        Duration left = Duration.ofMillis((long) ((double) took.toMillis() * Math.max(0, total - done) / here));
        return Optional.of(
                left.toHours() > 0
                        ? String.format(
                                Locale.ROOT,
                                "%d:%02d:%02d left",
                                left.toHours(),
                                left.toMinutesPart(),
                                left.toSecondsPart())
                        : String.format(Locale.ROOT, "%d:%02d left", left.toMinutes(), left.toSecondsPart()));
    }

    private String bar(int width) {
        int full = total == 0 ? width : (int) (width * Math.min(done, total) / total);
        return "=".repeat(full) + " ".repeat(width - full);
    }
}
