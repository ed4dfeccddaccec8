package ctrsweep.sweep;

/// Trains one trial.
public interface TrialRunner {

    /// Runs the trial to its end and reports each epoch as it ends. Where an earlier attempt was cut short,
    /// it may go on from there; the result is the same.
    ///
    /// @throws DeviceLostException when its device computes nothing more; the trial is then given back, and the
    ///     launch ends
    /// @throws UnwritableException when its files cannot be written; the trial is then given back, and the
    ///     launch ends
    /// @throws InterruptedException when the thread was interrupted; the trial is then given back
    Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException;

    /// Makes the crew of one more worker.
    default Crew crew() {
        return this::run;
    }

    /// The outcome was committed, so this trial will not be resumed.
    default void ended(RunningTrial trial) {}
}
