package ctrsweep.search;

/// The densities of the good observations and of the bad ones, `l` and `g` of Bergstra et al. (2011).
record Split(Parzen good, Parzen bad) {
    /// Good observations there are at most.
    static final int MOST_GOOD = 25;

    /// How much a point promises: `log l(x) - log g(x)` grows as its expected improvement does (section 4.1).
    double promise(double[] point) {
        return good.logDensity(point) - bad.logDensity(point);
    }
}
