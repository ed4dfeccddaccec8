package ctrsweep.search.gp;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;

/// Fits the hyperparameters of a Gaussian process: the maximum of marginal likelihood (Rasmussen and Williams 2006,
/// section 5.4.1) times prior.
///
/// Hyperparameters are logarithms: of the weights of the dimensions, of the function's variance and of the noise's.
final class Fit implements BoundedDescent.Function {
    private static final int MOST_ITERATIONS = 100;
    private static final double TOLERANCE = 1e-3;

    private final List<Dimension> dimensions;
    private final double[] values;
    private final Prior prior;

    /// For each dimension, the squared distances of all pairs, row by row below the diagonal.
    private final double[][] distances;

    private Fit(List<Dimension> dimensions, double[][] points, double[] values, Prior prior) {
        this.dimensions = dimensions;
        this.values = values;
        this.prior = prior;
        int n = points.length;
        distances = new double[dimensions.size()][n * (n - 1) / 2];
        for (int d = 0; d < distances.length; d++) {
            boolean ordered = dimensions.get(d).isOrdered();
            int pair = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    distances[d][pair++] = Matern.squaredDistance(ordered, points[i][d], points[j][d]);
                }
            }
        }
    }

    /// The function that is minimised.
    static Fit target(List<Dimension> dimensions, double[][] points, double[] values) {
        return new Fit(dimensions, points, values, new Prior(dimensions.size()));
    }

    /// @param values with mean 0 and standard deviation 1
    static GaussianProcess of(List<Dimension> dimensions, double[][] points, double[] values) {
        Fit fit = target(dimensions, points, values);
        Prior prior = fit.prior;
        double[] best = prior.starts().getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (double[] start : prior.starts()) {
            BoundedDescent descent = new BoundedDescent(fit, prior.low(), prior.high());
            double value = descent.minimise(start, MOST_ITERATIONS, TOLERANCE);
            if (value < least) {
                least = value;
                best = start;
            }
        }
        int size = dimensions.size();
        double[] weights = Arrays.stream(best).limit(size).map(Math::exp).toArray();
        Matern kernel = new Matern(dimensions, weights, Math.exp(best[size]));
        return new GaussianProcess(kernel, Math.exp(best[size + 1]), points, values);
    }

    /// The negative logarithm of likelihood times prior, up to a constant.
    @Override
    public double at(double[] logs, double[] gradient) {
        double scale = Math.exp(logs[dimensions.size()]);
        double noise = Math.exp(logs[dimensions.size() + 1]);
        double[] squared = squaredDistances(logs);
        double[][] covariance = covariance(squared, scale, noise);
        Cholesky cholesky;
        try {
            cholesky = Cholesky.of(covariance);
        } catch (MathIllegalArgumentException e) {
            return Double.POSITIVE_INFINITY;
        }
        double[] alpha = cholesky.solved(values);
        double fit = 0;
        for (int i = 0; i < values.length; i++) {
            fit += values[i] * alpha[i];
        }
        differentiate(cholesky.inverted(), alpha, squared, logs, gradient);
        return (fit + cholesky.logDeterminant()) / 2 + prior.negativeLog(logs, gradient);
    }

    /// The weighted squared distances of all pairs.
    private double[] squaredDistances(double[] logs) {
        double[] squared = new double[values.length * (values.length - 1) / 2];
        for (int d = 0; d < dimensions.size(); d++) {
            double weight = Math.exp(logs[d]);
            double[] distance = distances[d];
            for (int pair = 0; pair < squared.length; pair++) {
                squared[pair] += weight * distance[pair];
            }
        }
        return squared;
    }

    private double[][] covariance(double[] squared, double scale, double noise) {
        double[][] covariance = new double[values.length][values.length];
        int pair = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                covariance[i][j] = scale * Matern.correlation(squared[pair++]);
                covariance[j][i] = covariance[i][j];
            }
            covariance[i][i] = scale + noise;
        }
        return covariance;
    }

    /// Fills the gradient of the likelihood: half the trace of `(K^-1 - alpha alpha^T) dK` (Rasmussen and Williams
    /// 2006, equation 5.9).
    ///
    /// @param inverted the lower triangle of `K^-1`
    /// @param squared is used as scratch space
    private void differentiate(
            double[][] inverted, double[] alpha, double[] squared, double[] logs, double[] gradient) {
        int size = dimensions.size();
        double scale = Math.exp(logs[size]);
        double trace = 0;
        double byScale = 0;
        int pair = 0;
        for (int i = 0; i < alpha.length; i++) {
            for (int j = 0; j < i; j++) {
                double by = scale * (inverted[i][j] - alpha[i] * alpha[j]);
                byScale += by * Matern.correlation(squared[pair]);
                squared[pair] = by * Matern.slope(squared[pair]);
                pair++;
            }
            trace += inverted[i][i] - alpha[i] * alpha[i];
        }
        for (int d = 0; d < size; d++) {
            double sum = 0;
            double[] distance = distances[d];
            for (pair = 0; pair < squared.length; pair++) {
                sum += squared[pair] * distance[pair];
            }
            gradient[d] = sum * Math.exp(logs[d]);
        }
        gradient[size] = byScale + trace * scale / 2;
        gradient[size + 1] = trace * Math.exp(logs[size + 1]) / 2;
    }
}
