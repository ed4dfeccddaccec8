package ctrsweep.sweep;

/// The state of a trial.
public enum TrialState {
    WAITING,
    RUNNING,
    COMPLETED,
    PRUNED,
    FAILED
}
