package ctrsweep.search.gp;

import ctrsweep.search.StandardNormal;

/// The logarithm of the expected improvement on 0 of a standard normal variable with mean `-z`, accurate where the
/// improvement is far too small for a double (Ament et al. 2023, "Unexpected Improvements to Expected Improvement for
/// Bayesian Optimization").
final class LogImprovement {
    /// Below it, `1 + z R(z)` loses more digits than three terms of its series.
    private static final double FAR = -50;

    private LogImprovement() {}

    /// `log h(z)`, where `h(z) = phi(z) + z Phi(z)`.
    static double log(double z) {
        return z > 0
                ? Math.log(z * StandardNormal.cdf(z) + Math.exp(logDensity(z)))
                : logDensity(z) + Math.log(factor(z));
    }

    /// The derivative of [#log], `Phi(z) / h(z)`.
    static double slope(double z) {
        return z > 0 ? StandardNormal.cdf(z) / Math.exp(log(z)) : ratio(z) / factor(z);
    }

    static double logDensity(double z) {
        return -z * z / 2 - StandardNormal.LOG_ROOT_TWO_PI;
    }

    /// `h(z) / phi(z) = 1 + z R(z)`, where z is not above 0.
    private static double factor(double z) {
        if (z < FAR) {
            double inverse = 1 / (z * z);
            return inverse * (1 - 3 * inverse + 15 * inverse * inverse);
        }
        return 1 + z * ratio(z);
    }

    /// `R(z) = Phi(z) / phi(z)`.
    private static double ratio(double z) {
        return Math.exp(StandardNormal.logCdf(z) - logDensity(z));
    }
}
