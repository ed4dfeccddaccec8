package ctrsweep.config;

/// How a trial ends whose loss has become NaN.
public enum NanPolicy {
    /// It fails.
    FAIL,
    /// It ends with the best of the epochs before; without one it fails.
    KEEP
}
