package ctrsweep.search.tpe;

import ctrsweep.search.StandardNormal;
/// Normal distributions around observed numbers, truncated at the bounds of the parameter, and the prior last.
///
/// The standard deviation of each is the distance to the farther of its two neighbours; an outermost number has one
/// neighbour, and a single number has the bounds as neighbours. It is clamped to the prior's and to the prior's
/// divided by 2 + n, at most 100, so that the estimate has no spikes (Bergstra et al. 2011, section 4.2; Watanabe
/// 2023 calls the bounds magic clipping).

final class Normals {
    private static final double MOST_NARROW = 100;

    private final Reach reach;
    private final double[] means;
    private final double[] deviations;

    /// @param low bound of the range, may be infinite
    /// @param high bound of the range, may be infinite
    /// @param mean of the prior
    /// @param deviation standard deviation of the prior
    record Reach(double low, double high, double mean, double deviation) {
        /// A prior between two bounds: a normal distribution around their middle, as wide as their distance.
        static Reach between(double low, double high) {
            return new Reach(low, high, (low + high) / 2, high - low);
        }
    }

    /// @param observed on the scale on which the kernels are normal
    Normals(SortedColumn observed, Reach reach) {
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

    private double gap(SortedColumn observed, int rank) {
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

    /// The logarithm of the probability of the range under a kernel before truncation.
    double logMass(int kernel) {
        return StandardNormal.logMass(standard(kernel, reach.low), standard(kernel, reach.high));
    }

    /// The quantile `u` of a truncated distribution.
    double quantile(int kernel, double u) {
        double standard = StandardNormal.quantile(u, standard(kernel, reach.low), standard(kernel, reach.high));
        return means[kernel] + deviations[kernel] * standard;
    }

    /// How many standard deviations a number is above the mean.
    double standard(int kernel, double x) {
        return (x - means[kernel]) / deviations[kernel];
    }
}
