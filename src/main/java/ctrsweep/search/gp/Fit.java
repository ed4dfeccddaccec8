package ctrsweep.search.gp;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;

/// Fits the hyperparameters of a Gaussian process: the maximum of marginal likelihood (Rasmussen and Williams 2006,
/// section 5.4.1) times prior.
///
/// Hyperparameters are logarithms: of the weights of the dimensions, of the function's variance and of the noise's.
final class Fit implements BoundedDescent.Function {
    private final List<Dimension> dimensions;
    private final double[][] points;
    private final double[] values;
    private final Prior prior;

    /// For each dimension, the squared distances of all pairs, row by row below the diagonal.
    private final double[][] distances;

    private Fit(List<Dimension> dimensions, double[][] points, double[] values, Prior prior) {
        this.dimensions = dimensions;
        this.points = points;
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

    /// @param values with mean 0 and standard deviation 1
    static GaussianProcess of(List<Dimension> dimensions, double[][] points, double[] values) {
        Prior prior = new Prior(dimensions.size());
        Fit fit = new Fit(dimensions, points, values, prior);
        double[] best = prior.starts().getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (double[] start : prior.starts()) {
            BoundedDescent descent = new BoundedDescent(fit, prior.low(), prior.high());
            double value = descent.minimise(start, 100, 1e-3);
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
        int n = points.length;
        int size = dimensions.size();
        double scale = Math.exp(logs[size]);
        double noise = Math.exp(logs[size + 1]);
        double[] squared = new double[n * (n - 1) / 2];
        for (int d = 0; d < size; d++) {
            double weight = Math.exp(logs[d]);
            double[] distance = distances[d];
            for (int pair = 0; pair < squared.length; pair++) {
                squared[pair] += weight * distance[pair];
            }
        }
        double[][] covariance = new double[n][n];
        int pair = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double covariant = scale * Matern.correlation(squared[pair++]);
                covariance[i][j] = covariant;
                covariance[j][i] = covariant;
            }
            covariance[i][i] = scale + noise;
        }
        Cholesky cholesky;
        try {
            cholesky = Cholesky.of(covariance);
        } catch (MathIllegalArgumentException e) {
            return Double.POSITIVE_INFINITY;
        }
        double[] alpha = cholesky.solved(values);
        double[][] inverted = cholesky.inverted();
        double fit = 0;
        double trace = 0;
        double byScale = 0;
        pair = 0;
        for (int i = 0; i < n; i++) {
            fit += values[i] * alpha[i];
            for (int j = 0; j < i; j++) {
                double by = inverted[i][j] - alpha[i] * alpha[j];
                byScale += by * covariance[i][j];
                squared[pair] = by * scale * Matern.slope(squared[pair]);
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
        gradient[size + 1] = trace * noise / 2;
        return fit / 2 + cholesky.logDeterminant() / 2 + prior.negativeLog(logs, gradient);
    }
}
