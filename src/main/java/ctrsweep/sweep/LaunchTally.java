package ctrsweep.sweep;

import ctrsweep.sweep.LaunchSummary.Ending;
import java.util.HashMap;
import java.util.Map;

/// Counts what came of the trials of a launch. Safe for several threads.
final class LaunchTally {
    private final Map<Long, TrialState> ended = new HashMap<>();
    private final Map<Long, Integer> failures = new HashMap<>();
    private long skipped;
    private long failedBefore;
    private long released;

    synchronized void ended(long trial, TrialState state) {
        ended.put(trial, state);
    }

    /// A trial that ended in an earlier launch.
    synchronized void skipped(long trial, TrialState state) {
        if (!ended.containsKey(trial)) {
            skipped++;
            failedBefore += state == TrialState.FAILED ? 1 : 0;
        }
    }

    synchronized void released() {
        released++;
    }

    /// How often a trial has failed in this launch, this time included.
    synchronized int failedAgain(long trial) {
        return failures.merge(trial, 1, Integer::sum);
    }

    synchronized long count(TrialState state) {
        return ended.values().stream().filter(each -> each == state).count();
    }

    synchronized LaunchSummary summary(long planned, Ending ending) {
        return new LaunchSummary(
                planned,
                count(TrialState.COMPLETED),
                count(TrialState.PRUNED),
                count(TrialState.FAILED),
                skipped,
                failedBefore,
                released,
                ending);
    }
}
