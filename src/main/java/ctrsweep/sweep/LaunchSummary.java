package ctrsweep.sweep;

/// The results of a launch.
///
/// @param planned trials of the whole plan
/// @param completed in this launch
/// @param pruned in this launch, and not promoted since
/// @param failed in this launch
/// @param skipped had ended before this launch came to them
/// @param failedBefore how many of the skipped ones had failed
/// @param released interrupted and given back
/// @param ending why no further trial was taken
public record LaunchSummary(
        long planned,
        long completed,
        long pruned,
        long failed,
        long skipped,
        long failedBefore,
        long released,
        Ending ending) {

    /// Trials that this launch brought to an end.
    public long ran() {
        return completed + pruned + failed;
    }

    /// Why a launch takes no further trials.
    public enum Ending {
        /// Every planned trial has ended.
        PLAN_DONE,
        /// A trial reached the objective's target.
        TARGET,
        /// The budget's number of failed trials was reached.
        FAILURES,
        /// The first trials all failed in the same way before their first epoch.
        ALL_FAIL,
        /// The budget's time is over.
        WALL,
        /// Other processes run all that is left.
        ELSEWHERE,
        /// The turn of a worker is over, and other sweeps have trials.
        TURN,
        /// Someone stopped it.
        STOPPED
    }
}
