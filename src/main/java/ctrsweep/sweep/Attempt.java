package ctrsweep.sweep;

import java.util.Optional;

/// A trial in the hands of a worker thread, which others may interrupt while it lasts, and not a moment longer.
final class Attempt {
    private final RunningTrial trial;
    private final int epochsBefore;
    private final Thread worker = Thread.currentThread();
    private int epochs;
    private boolean ended;
    private boolean interrupted;
    private boolean lost;
    private Optional<RuntimeException> fault = Optional.empty();

    /// @param epochsBefore that its latest earlier attempt recorded
    Attempt(RunningTrial trial, int epochsBefore) {
        this.trial = trial;
        this.epochsBefore = epochsBefore;
    }

    int epochsBefore() {
        return epochsBefore;
    }

    RunningTrial trial() {
        return trial;
    }

    /// Another epoch was committed.
    synchronized void reported() {
        epochs++;
    }

    /// How many epochs were committed in this attempt.
    synchronized int epochs() {
        return epochs;
    }

    synchronized void interrupt() {
        if (!ended) {
            interrupted = true;
            worker.interrupt();
        }
    }

    /// Another owner has it.
    synchronized void lose() {
        if (!ended) {
            lost = true;
            interrupt();
        }
    }

    /// The log or the listener failed in the middle of the runner's work, which is not the runner's fault.
    synchronized void blame(RuntimeException failure) {
        fault = Optional.of(failure);
    }

    /// No more interruptions; one that has just come is taken back, so that the log can be written undisturbed.
    synchronized void end() {
        ended = true;
        Thread.interrupted();
    }

    synchronized boolean interrupted() {
        return interrupted;
    }

    synchronized boolean lost() {
        return lost;
    }

    synchronized Optional<RuntimeException> fault() {
        return fault;
    }
}
