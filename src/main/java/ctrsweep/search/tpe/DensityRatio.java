package ctrsweep.search.tpe;

/// The densities of the good observations and of the bad ones, `l` and `g` of Bergstra et al. (2011).
record DensityRatio(Parzen good, Parzen bad) {
    private static final double GOOD_SHARE = 0.15;
    private static final int MOST_GOOD = 25;

    /// The number of best observations that count as good, before failed ones are removed.
    static int mostGood(int observations) {
        return (int) Math.min(Math.ceil(GOOD_SHARE * observations), MOST_GOOD);
    }

    /// `log l(x) - log g(x)` of a point, which increases with its expected improvement (section 4.1).
    double log(double[] point) {
        return good.logDensity(point) - bad.logDensity(point);
    }
}
