package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must outlive the process: sweeps, trials, epochs, results. One transaction per call; a call that
/// returned is committed.
///
/// Calls may come from several threads, and several processes may share the same storage.
public interface SweepLog {

    /// Finds the sweep of this name or begins it. A changed spec becomes its next revision.
    OpenSweep open(SweepDefinition definition);

    /// The same for a launch that knows what its trials rest on.
    ///
    /// @param bases at least one; what is new is recorded
    /// @param newData whether a new generation of trials begins where a basis is not what the sweep's trials were
    ///     measured on
    /// @throws IncomparableException where it is not, and no new generation was asked for; nothing is written
    OpenSweep open(SweepDefinition definition, List<Basis> bases, boolean newData);

    /// Checks, before a sweep is opened, that it can learn from others.
    ///
    /// @param bases what its trials will rest on
    /// @throws RuntimeException when there is no such sweep
    /// @throws IncomparableException when the trials of one rest on something else
    void requireComparable(String sweep, List<String> others, List<Basis> bases);

    /// What the trials of a sweep's generation rest on so far; empty where there is no such sweep.
    List<Basis> bases(String sweep);

    /// Records what a trial is about to rest on.
    ///
    /// @throws IncomparableException when trials of its generation that vary the data alike rest on something else
    void require(OpenSweep sweep, Basis basis);

    /// Takes a trial for this owner, as [#claim(OpenSweep, PlannedTrial)].
    ///
    /// A trial that has ended and is taken up again loses its results.
    Claim claim(OpenSweep sweep, PlannedTrial trial, Terms terms);

    /// Takes a trial for this owner unless it has ended or another living owner has it.
    default Claim claim(OpenSweep sweep, PlannedTrial trial) {
        return claim(sweep, trial, Terms.USUAL);
    }

    /// Every trial of the sweep's generation, by number.
    ///
    /// @param watched a metric whose values after each epoch are wanted
    List<TrialProgress> known(OpenSweep sweep, Metric watched);

    /// Every trial of another sweep's latest generation, by number, judged by a metric at its best epoch.
    ///
    /// @throws RuntimeException when there is no such sweep
    /// @throws IncomparableException when its trials rest on something else than those of `sweep`
    List<TrialProgress> known(OpenSweep sweep, String other, Metric objective);

    /// Another number whenever another process has written.
    long version();

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

    /// How a trial is asked for.
    ///
    /// @param again states of ended trials in which it is taken up again
    /// @param underItsNumber whether a new trial must have the number that it was planned with; else it gets the
    ///     next free one where that is gone
    record Terms(Set<TrialState> again, boolean underItsNumber) {
        static final Terms USUAL = new Terms(Set.of(), false);

        public Terms {
            again = Set.copyOf(again);
        }
    }

    /// The answer to a claim.
    sealed interface Claim {
        /// @param epochs that its latest earlier attempt recorded
        record Taken(RunningTrial trial, int epochs) implements Claim {}

        /// It ended earlier, in this launch or another.
        ///
        /// @param value of the objective; empty where it is missing or not finite
        record Ended(TrialState state, Optional<Double> value) implements Claim {}

        /// It is not there, and its number is another trial's.
        record NumberGone() implements Claim {}

        /// Another living owner runs it.
        record Busy(String owner) implements Claim {}
    }
}
