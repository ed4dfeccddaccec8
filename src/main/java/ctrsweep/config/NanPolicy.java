package ctrsweep.config;

/// What becomes of a trial whose loss is not a number any more.
public enum NanPolicy {
    /// It fails.
    FAIL,
    /// It ends with the best of the epochs before; without one it fails.
    KEEP
}
