package ctrsweep.cli.text;

import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.LaunchSummary.Ending;

/// The exit codes of a launch; as for every command, 1 is an error and 2 wrong usage.
public final class ExitCodes {
    public static final int DONE = 0;
    public static final int ERROR = 1;
    public static final int SOME_FAILED = 3;
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}

    public static int of(LaunchSummary summary) {
        if (summary.ending() == Ending.STOPPED) {
            return INTERRUPTED;
        }
        return summary.failed() + summary.failedBefore() > 0 ? SOME_FAILED : DONE;
    }
}
