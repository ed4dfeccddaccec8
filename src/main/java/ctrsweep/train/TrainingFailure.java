package ctrsweep.train;

import ctrsweep.sweep.StopReason;

/// A trial that cannot go on.
final class TrainingFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final StopReason reason;

    TrainingFailure(StopReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    StopReason reason() {
        return reason;
    }
}
