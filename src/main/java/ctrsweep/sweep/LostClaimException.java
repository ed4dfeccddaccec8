package ctrsweep.sweep;

/// A write came from an owner whose trial was taken over by another; the write changed nothing.
public final class LostClaimException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostClaimException(RunningTrial trial) {
        super("trial " + trial.trial().number() + ", attempt " + trial.attempt() + ": another process took it over");
    }
}
