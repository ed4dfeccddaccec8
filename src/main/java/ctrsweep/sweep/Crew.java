package ctrsweep.sweep;

/// Runs the trials of one worker: one at a time, or several at a time, each on a thread of its own, which may wait
/// for each other. So that they know for whom to wait, a crew is told what each of its threads does besides running
/// a trial. At first all of them ask for one.
///
/// It is told while locks of the launch are held, and so takes none of them while it holds one of its own.
@FunctionalInterface
public interface Crew {

    /// Runs a trial on the thread that calls, as [TrialRunner#run] does.
    Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException;

    /// How many trials run at a time.
    default int size() {
        return 1;
    }

    /// One of the threads asks for a trial.
    default void asks() {}

    /// A thread that asked has its answer, which may be that there are no more trials.
    default void answered() {}

    /// Says whether the queue has no trial to give until another trial ends, here or elsewhere.
    default void noneNow(boolean none) {}

    /// A thread that was answered has ended.
    default void leaves() {}
}
