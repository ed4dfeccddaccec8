package ctrsweep.sweep;

import java.util.function.Consumer;

/// Trains one trial.
public interface TrialRunner {

    /// Runs the trial to its end and reports each epoch as it ends.
    ///
    /// @throws InterruptedException when the thread was interrupted; the trial is then given back
    Outcome run(RunningTrial trial, Consumer<EpochReport> epochs) throws InterruptedException;
}
