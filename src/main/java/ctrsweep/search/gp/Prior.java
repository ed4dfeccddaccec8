package ctrsweep.search.gp;

import java.util.Arrays;
import java.util.List;

/// The prior of the hyperparameters, which are logarithms: of the weight of each dimension, of the function's variance
/// and of the noise's.
///
/// The weights `w` have the density `exp(-0.3 w - 1/w)`, the function's variance `Gamma(2, 1)` and the noise's
/// `Gamma(1.1, 100)` (shape and rate): the forms are those of Optuna 5.0, the numbers were chosen on Branin, Hartmann6
/// with and without noise, Levy with five dimensions, and Hartmann6 among six dimensions without effect. With the
/// dimension-scaled log-normal prior of Hvarfner et al. (2024) the median regret of 20 seeds was higher on Hartmann6
/// (.128 instead of .002), on Ackley with ten dimensions and in spaces with categories.
///
/// @param dimensions the number of weights
record Prior(int dimensions) {
    private static final double WEIGHT_RATE = 0.3;
    private static final double LENGTH_RATE = 1;
    private static final double NOISE_SHAPE = 1.1;
    private static final double NOISE_RATE = 100;

    /// The least variance of the noise: the error of a factor at which a covariance matrix is still positive definite.
    private static final double LEAST_NOISE = 1e-7;

    /// Where descents start: smooth and somewhat noisy, or rough and hardly noisy.
    List<double[]> starts() {
        return List.of(filled(1, 1, 1e-2), filled(6, 1, 1e-4));
    }

    double[] low() {
        return filled(1e-5, 1e-3, LEAST_NOISE);
    }

    double[] high() {
        return filled(1e4, 1e3, 10);
    }

    private double[] filled(double weight, double scale, double noise) {
        double[] logs = new double[dimensions + 2];
        Arrays.fill(logs, 0, dimensions, Math.log(weight));
        logs[dimensions] = Math.log(scale);
        logs[dimensions + 1] = Math.log(noise);
        return logs;
    }

    /// Returns the negative logarithm of the density, up to a constant, and adds its derivatives to the gradient.
    double negativeLog(double[] logs, double[] gradient) {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            double weight = Math.exp(logs[d]);
            sum += (WEIGHT_RATE * weight + LENGTH_RATE / weight);
            gradient[d] += (WEIGHT_RATE * weight - LENGTH_RATE / weight);
        }
        double scale = Math.exp(logs[dimensions]);
        gradient[dimensions] += scale - 1;
        double noise = Math.exp(logs[dimensions + 1]);
        gradient[dimensions + 1] += NOISE_RATE * noise - (NOISE_SHAPE - 1);
        return sum + scale - logs[dimensions] + NOISE_RATE * noise - (NOISE_SHAPE - 1) * logs[dimensions + 1];
    }
}
