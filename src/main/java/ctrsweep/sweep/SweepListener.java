package ctrsweep.sweep;

import java.util.List;

/// Told what happens, for a progress bar or a log. Calls come from several threads, but never two at once.
public interface SweepListener {

    /// @param planned trials of the whole plan, those included that ended earlier
    default void sweepStarted(OpenSweep sweep, long planned) {}

    default void trialStarted(RunningTrial trial) {}

    /// It goes on from where an earlier attempt was cut short. Committed, as epochs of this attempt.
    default void trialResumed(RunningTrial trial, List<EpochReport> earlier) {}

    /// An earlier attempt recorded epochs, but nothing that could be gone on from is left of it: they are trained
    /// again.
    default void trialBeganAnew(RunningTrial trial, int epochs) {}

    /// Committed.
    default void epochEnded(RunningTrial trial, EpochReport epoch) {}

    /// A line that the trial's program printed seems to tell an epoch, and cannot be taken for one.
    default void lineNotTaken(RunningTrial trial, String line) {}

    /// An exception came out of the runner; that the trial failed is told next.
    default void trialThrew(RunningTrial trial, RuntimeException problem) {}

    /// Committed.
    default void trialEnded(RunningTrial trial, Outcome outcome) {}

    /// The first trials of the launch failed with this error before their first epoch, and no further one is taken.
    default void firstTrialsFailed(String error) {}

    /// It failed, is given back, and tried again.
    default void trialRetried(RunningTrial trial, Outcome.Failed failure) {}

    /// It had ended before this launch came to it.
    default void trialSkipped(PlannedTrial trial, TrialState state) {}

    /// Another living owner has it; it is asked for again later. Told once each time that it is put aside.
    default void trialPutAside(PlannedTrial trial, String owner) {}

    /// Another owner has taken it over; what this one did since counts for nothing.
    default void trialLost(RunningTrial trial) {}

    /// Interrupted and given back, for the next launch.
    default void trialReleased(RunningTrial trial) {}
}
