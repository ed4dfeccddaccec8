package ctrsweep.sweep;

import java.util.Optional;

/// What must outlive the process: sweeps, trials, epochs, results. One transaction per call; a call that
/// returned is committed.
///
/// Calls may come from several threads, and several processes may share what lies behind.
public interface SweepLog {

    /// Finds the sweep of this name or begins it. A changed spec becomes its next revision.
    OpenSweep open(SweepDefinition definition);

    /// Takes a trial for this owner unless it has ended or another living owner has it.
    Claim claim(OpenSweep sweep, PlannedTrial trial);

    /// Says that the owner is alive.
    ///
    /// @throws LostClaimException when another owner has taken the trial over
    void heartbeat(RunningTrial trial);

    /// @throws LostClaimException when another owner has taken the trial over
    void recordEpoch(RunningTrial trial, EpochReport epoch);

    /// @throws LostClaimException when another owner has taken the trial over
    void finish(RunningTrial trial, Outcome outcome);

    /// Gives an interrupted trial back, to be taken up again by the next launch.
    void release(RunningTrial trial);

    /// What came of asking for a trial.
    sealed interface Claim {
        record Taken(RunningTrial trial) implements Claim {}

        /// It ended earlier, in this launch or another.
        ///
        /// @param value of the objective; empty where it is missing or not finite
        record Ended(TrialState state, Optional<Double> value) implements Claim {}

        /// Another living owner runs it.
        record Busy(String owner) implements Claim {}
    }
}
