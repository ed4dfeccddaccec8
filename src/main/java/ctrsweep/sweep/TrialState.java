package ctrsweep.sweep;

/// Where a trial stands.
public enum TrialState {
    WAITING,
    RUNNING,
    COMPLETED,
    PRUNED,
    FAILED
}
