package ctrsweep.metric;

/// Which way a metric improves.
public enum Goal {
    MAXIMIZE,
    MINIMIZE;

    /// Whether `value` is strictly better than `best`, by more than `margin`. Nothing is better than, or worse
    /// than, NaN.
    public boolean better(double value, double best, double margin) {
        return this == MAXIMIZE ? value > best + margin : value < best - margin;
    }

    /// A value as what is to be made small: the lower, the better.
    public double loss(double value) {
        return switch (this) {
            case MAXIMIZE -> -value;
            case MINIMIZE -> value;
        };
    }
}
