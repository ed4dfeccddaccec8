package ctrsweep.search.tpe;

/// Normal distributions around observed numbers, cut off at the ends of a parameter's range, and the prior behind.
///
/// Each is as wide as the farther of its two neighbours is away, the outermost as their only one; a single
/// observation has the ends of the range for neighbours. Widths are kept between the prior's and that divided by
/// 2 + n, at most 100, so that the estimate has no spikes (Bergstra et al. 2011, section 4.2; Watanabe 2023 calls
/// the bounds magic clipping).
final class Normals {
    private static final double MOST_NARROW = 100;

    private final Reach reach;
    private final double[] means;
    private final double[] deviations;

    /// @param low end of the range, which may be infinite
    /// @param high end of the range, which may be infinite
    /// @param mean of the prior
    /// @param deviation standard deviation of the prior
    record Reach(double low, double high, double mean, double deviation) {
        /// Flat as can be between two ends.
        static Reach between(double low, double high) {
            return new Reach(low, high, (low + high) / 2, high - low);
        }
    }

    /// @param observed on the scale on which the kernels are normal
    Normals(Column observed, Reach reach) {
        this.reach = reach;
        int n = observed.size();
        means = new double[n + 1];
        deviations = new double[n + 1];
        double narrowest = reach.deviation / Math.min(MOST_NARROW, n + 2);
        for (int rank = 0; rank < n; rank++) {
            int row = observed.ascending(rank);
            means[row] = observed.get(row);
            deviations[row] = Math.clamp(gap(observed, rank), narrowest, reach.deviation);
        }
        means[n] = reach.mean;
        deviations[n] = reach.deviation;
    }

    private double gap(Column observed, int rank) {
        int n = observed.size();
        double here = observed.get(observed.ascending(rank));
        double below = here - (rank == 0 ? reach.low : observed.get(observed.ascending(rank - 1)));
        double above = (rank == n - 1 ? reach.high : observed.get(observed.ascending(rank + 1))) - here;
        if (n > 1 && rank == 0) {
            return above;
        }
        return n > 1 && rank == n - 1 ? below : Math.max(below, above);
    }

    int size() {
        return means.length;
    }

    double mean(int kernel) {
        return means[kernel];
    }

    double deviation(int kernel) {
        return deviations[kernel];
    }

    /// The logarithm of what of a normal distribution lies within the range.
    double logMass(int kernel) {
        return StandardNormal.logMass(standard(kernel, reach.low), standard(kernel, reach.high));
    }

    /// The number below which a share `u` of a distribution lies.
    double quantile(int kernel, double u) {
        double standard = StandardNormal.quantile(u, standard(kernel, reach.low), standard(kernel, reach.high));
        return means[kernel] + deviations[kernel] * standard;
    }

    /// How many standard deviations a number is above the mean.
    double standard(int kernel, double x) {
        return (x - means[kernel]) / deviations[kernel];
    }
}
