package ctrsweep.config;

/// The trials whose weights a sweep keeps once a launch has ended.
public enum KeptWeights {
    ALL,
    /// The weights of the best point's trials are kept.
    BEST,
    NONE
}
