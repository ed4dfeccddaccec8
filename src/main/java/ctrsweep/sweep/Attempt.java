package ctrsweep.sweep;

/// A trial that a worker thread runs. Other threads may interrupt it until it has ended, and not a moment longer.
final class Attempt {
    private final RunningTrial trial;
    private final int epochsBefore;
    private final Thread worker = Thread.currentThread();
    private int epochs;
    private boolean ended;
    private State state = new State.Undisturbed();

    /// What has happened to an attempt besides its own work.
    sealed interface State {
        record Undisturbed() implements State {}

        /// The launch stops.
        record Interrupted() implements State {}

        /// Another owner has the trial.
        record Lost() implements State {}

        /// The log or the listener failed in the middle of the runner's work, which is not the runner's fault.
        record Broken(RuntimeException cause) implements State {}
    }

    /// @param epochsBefore epochs that the latest earlier attempt recorded
    Attempt(RunningTrial trial, int epochsBefore) {
        this.trial = trial;
        this.epochsBefore = epochsBefore;
    }

    RunningTrial trial() {
        return trial;
    }

    int epochsBefore() {
        return epochsBefore;
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
        disturb(new State.Interrupted());
    }

    synchronized void lose() {
        disturb(new State.Lost());
    }

    private void disturb(State change) {
        if (!ended) {
            if (!(state instanceof State.Broken) && !(state instanceof State.Lost)) {
                state = change;
            }
            worker.interrupt();
        }
    }

    synchronized void blame(RuntimeException cause) {
        state = new State.Broken(cause);
    }

    /// Takes no more interruptions. One that has just come is taken back, so that the log can be written undisturbed.
    synchronized void end() {
        ended = true;
        Thread.interrupted();
    }

    synchronized State state() {
        return state;
    }

    boolean isDisturbed() {
        return !(state() instanceof State.Undisturbed);
    }
}
