package ctrsweep.space;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.hipparchus.special.Erf;

/// Real numbers with a normal distribution, or on a log scale with a log-normal one. They are unbounded.
///
/// @param mu mean; on a log scale, of the natural logarithm
/// @param sigma standard deviation, above 0; on a log scale, of the natural logarithm
public record Normal(double mu, double sigma, Interval.Scale scale) implements Domain {
    /// The least u for which 2 u - 1 differs from -1.
    private static final double LEAST_SHARE = 0x1p-54;

    /// The exponential of a larger mean, or of one below its negative, overflows or underflows.
    private static final double MOST_LOG = 700;

    public Normal {
        if (!Double.isFinite(mu) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("mu and sigma must be finite numbers");
        }
        if (sigma <= 0) {
            throw new IllegalArgumentException("sigma must be above 0, not " + sigma);
        }
        if (mu + sigma == mu) {
            throw new IllegalArgumentException(
                    "sigma " + sigma + " is too small beside mu " + mu + " to have an effect");
        }
        if (scale == Interval.Scale.LOG && Math.abs(mu) > MOST_LOG) {
            throw new IllegalArgumentException(
                    "mu is the mean of the natural logarithm, from -%s to %1$s, not %s".formatted(MOST_LOG, mu));
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public boolean has(Value value) {
        return value instanceof Value.Real(double number) && (scale == Interval.Scale.LINEAR || number > 0);
    }

    @Override
    public Value draw(RandomGenerator random) {
        return value(mu + sigma * random.nextGaussian());
    }

    @Override
    public Value quantile(double u) {
        return value(mu + sigma * Math.sqrt(2) * Erf.erfInv(2 * Math.max(u, LEAST_SHARE) - 1));
    }

    /// Converts from the scale to a number, clamped to the range of doubles.
    private Value value(double scaled) {
        double number = scale == Interval.Scale.LOG ? StrictMath.exp(scaled) : scaled;
        double least = scale == Interval.Scale.LOG ? Double.MIN_VALUE : -Double.MAX_VALUE;
        return new Value.Real(Math.clamp(number, least, Double.MAX_VALUE));
    }
}
