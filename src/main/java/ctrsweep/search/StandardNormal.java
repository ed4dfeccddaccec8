package ctrsweep.search;

import org.hipparchus.special.Erf;

/// The normal distribution with mean 0 and standard deviation 1, truncated or not, accurate in the tails too.
public final class StandardNormal {
    public static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

    private static final double ROOT_TWO = Math.sqrt(2);

    /// The probability of a tail beyond it is less than half the last bit of 1.
    private static final double END = 8.5;

    /// The series of the lower tail converges to the last bit below it.
    private static final double TAIL = -20;

    /// Bound on width times distance, below which three terms of the series give an interval's probability.
    private static final double NARROW = 0.2;

    /// The least p for which 2 p - 1 differs from -1.
    private static final double LEAST = 0x1p-54;

    private StandardNormal() {}

    public static double cdf(double x) {
        return Erf.erfc(-x / ROOT_TWO) / 2;
    }

    public static double logCdf(double x) {
        if (x > 0) {
            return Math.log1p(-cdf(-x));
        }
        return x > TAIL ? Math.log(cdf(x)) : logTail(x);
    }

    /// log (phi(x) / -x (1 - 1/x^2 + 3/x^4 - 15/x^6 ...)), Abramowitz and Stegun 26.2.12.
    private static double logTail(double x) {
        double sum = 0;
        double term = 1;
        for (int odd = 1; Math.abs(term) > Math.ulp(1.0); odd += 2) {
            sum += term;
            term *= -odd / (x * x);
        }
        return -x * x / 2 - LOG_ROOT_TWO_PI - Math.log(-x) + Math.log(sum);
    }

    /// The logarithm of the probability between `a` and `b`, where `a` is below `b`.
    public static double logMass(double a, double b) {
        if (b <= 0) {
            double logB = logCdf(b);
            return logB + Math.log1p(-Math.exp(logCdf(a) - logB));
        }
        if (a > 0) {
            return logMass(-b, -a);
        }
        double tails = lowerTail(a) + lowerTail(-b);
        return tails == 0 ? 0 : Math.log1p(-tails);
    }

    /// Whether [#logNarrowMass] is exact to 12 digits.
    public static boolean isNarrow(double middle, double width) {
        return width * Math.max(1, Math.abs(middle)) < NARROW;
    }

    /// The logarithm of the probability of a narrow interval, without a transcendental function: the density in its
    /// middle times its width times 1 + e, where e is the integral of the remaining Taylor series of the density.
    public static double logNarrowMass(double middle, double width, double logWidth) {
        double z2 = middle * middle;
        double h2 = width * width;
        double second = z2 - 1;
        double fourth = z2 * z2 - 6 * z2 + 3;
        double sixth = z2 * z2 * z2 - 15 * z2 * z2 + 45 * z2 - 15;
        double e = h2 / 24 * (second + h2 / 80 * (fourth + h2 / 168 * sixth));
        return logWidth - z2 / 2 - LOG_ROOT_TWO_PI + e * (1 - e * (0.5 - e / 3));
    }

    /// The quantile `u` of the distribution truncated to `a` to `b`.
    ///
    /// @param a at most 0
    /// @param b at least 0
    public static double quantile(double u, double a, double b) {
        double below = lowerTail(a);
        double above = lowerTail(-b);
        double mass = 1 - below - above;
        double share = below + u * mass;
        double x = share <= 0.5 ? lowerQuantile(share) : -lowerQuantile(above + (1 - u) * mass);
        return Math.max(a, Math.min(b, x));
    }

    /// One Newton step recovers the digits that 2 p - 1 loses.
    private static double lowerQuantile(double p) {
        double x = ROOT_TWO * Erf.erfInv(2 * Math.max(p, LEAST) - 1);
        return x - (cdf(x) - p) * Math.exp(x * x / 2 + LOG_ROOT_TWO_PI);
    }

    private static double lowerTail(double x) {
        return x < -END ? 0 : cdf(x);
    }
}
