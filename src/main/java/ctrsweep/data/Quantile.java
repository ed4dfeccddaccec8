package ctrsweep.data;

/// Quantiles of sorted numbers.
public final class Quantile {
    private Quantile() {}

    /// Linearly interpolated between the two nearest values.
    ///
    /// @param share in [0, 1]
    public static double of(long[] ascending, double share) {
        double place = Math.clamp(share, 0.0, 1.0) * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (ascending[above] - ascending[below]) * (place - below);
    }
}
