package ctrsweep.sweep;

import java.time.Duration;

/// How a launch works through its plan.
///
/// @param workers each with its crew: trials at a time, where a crew runs one
/// @param heartbeat time between two signs of life; well below the time after which the log gives a trial away
/// @param askAgain time between two askings for a trial that another owner has
public record LaunchTiming(int workers, Duration heartbeat, Duration askAgain) {
    public LaunchTiming {
        if (workers < 1) {
            throw new IllegalArgumentException("needs at least one worker, not " + workers);
        }
        if (!heartbeat.isPositive() || !askAgain.isPositive()) {
            throw new IllegalArgumentException("heartbeat and askAgain must be above zero");
        }
    }

    /// @param lease after so long without a sign of life the log gives a trial away
    public static LaunchTiming of(int workers, Duration lease) {
        return new LaunchTiming(workers, lease.dividedBy(12), lease.dividedBy(12));
    }
}
