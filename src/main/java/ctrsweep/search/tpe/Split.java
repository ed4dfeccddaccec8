package ctrsweep.search.tpe;

/// The densities of the good observations and of the bad ones, `l` and `g` of Bergstra et al. (2011).
record Split(Parzen good, Parzen bad) {
    private static final double GOOD_SHARE = 0.15;
    private static final int MOST_GOOD = 25;

    /// How many of the best observations are good ones, those left out that failed.
    static int mostGood(int observations) {
        return (int) Math.min(Math.ceil(GOOD_SHARE * observations), MOST_GOOD);
    }

    /// How much a point promises: `log l(x) - log g(x)` grows as its expected improvement does (section 4.1).
    double promise(double[] point) {
        return good.logDensity(point) - bad.logDensity(point);
    }
}
