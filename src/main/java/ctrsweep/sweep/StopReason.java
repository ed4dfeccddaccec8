package ctrsweep.sweep;

/// Why a trial ended.
public enum StopReason {
    PATIENCE,
    LAST_EPOCH,
    TARGET,
    PRUNED,
    NAN,
    ERROR,
    TIMEOUT
}
