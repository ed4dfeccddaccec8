package ctrsweep.search.gp;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Losses as a Gaussian process expects them: with mean 0, standard deviation 1 and nearly a normal distribution,
/// by the transform of Yeo and Johnson (2000), as HEBO has it (Cowen-Rivers et al. 2022). Without it, a few very
/// bad points make all good ones alike. The order stays.
final class Losses {
    /// Half the weight of a squared distance from 1, at which the transform changes nothing: a few noisy losses
    /// must not bend it.
    private static final double CAUTION = 3;

    private static final double FIRST = -2;
    private static final double STEP = 0.1;
    private static final int STEPS = 40;

    private Losses() {}

    /// @param losses finite, at least one
    static double[] normalised(double[] losses) {
        double[] standard = standardised(losses);
        double best = Double.NEGATIVE_INFINITY;
        double[] chosen = standard;
        for (int step = 0; step <= STEPS; step++) {
            double lambda = FIRST + STEP * step;
            double[] transformed = map(standard, loss -> transformed(loss, lambda));
            double likelihood = likelihood(standard, transformed, lambda) - CAUTION * (lambda - 1) * (lambda - 1);
            if (likelihood > best) {
                best = likelihood;
                chosen = transformed;
            }
        }
        return standardised(chosen);
    }

    /// The logarithm of the likelihood of a normal distribution, up to a constant (Yeo and Johnson, equation 3.1).
    private static double likelihood(double[] standard, double[] transformed, double lambda) {
        double jacobian = Arrays.stream(standard)
                .map(loss -> Math.signum(loss) * Math.log1p(Math.abs(loss)))
                .sum();
        return (lambda - 1) * jacobian - transformed.length * Math.log(deviation(transformed));
    }

    private static double transformed(double loss, double lambda) {
        return loss >= 0 ? power(loss, lambda) : -power(-loss, 2 - lambda);
    }

    /// `((1 + x)^p - 1) / p`, continuous at p = 0.
    private static double power(double x, double p) {
        double log = Math.log1p(x);
        return Math.abs(p) < STEP / 2 ? log : Math.expm1(p * log) / p;
    }

    /// @return zeros if all are equal
    private static double[] standardised(double[] values) {
        double most = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        double[] scaled = map(values, value -> most == 0 ? 0 : value / most);
        double mean = mean(scaled);
        double deviation = deviation(scaled);
        return map(scaled, value -> deviation == 0 ? 0 : (value - mean) / deviation);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    private static double[] map(double[] values, DoubleUnaryOperator by) {
        return Arrays.stream(values).map(by).toArray();
    }
}
