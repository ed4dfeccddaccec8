package ctrsweep.config;

/// The trials whose weights a sweep keeps once a launch has ended.
public enum KeptWeights {
    ALL,
    /// Those of the best point's trials.
    BEST,
    NONE
}
