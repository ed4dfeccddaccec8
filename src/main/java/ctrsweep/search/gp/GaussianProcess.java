package ctrsweep.search.gp;

import java.util.Arrays;
import java.util.List;

/// The posterior of a Gaussian process with mean 0, given observations with noise (Rasmussen and Williams 2006,
/// algorithm 2.1).
final class GaussianProcess {
    private final Matern kernel;
    private final double noise;
    private final double[][] points;
    private final double[] values;
    private final Cholesky cholesky;
    private final double[] alpha;

    /// @param points coordinates of the observations; shared
    /// @param values of the observations; shared
    GaussianProcess(Matern kernel, double noise, double[][] points, double[] values) {
        this.kernel = kernel;
        this.noise = noise;
        this.points = points;
        this.values = values;
        int n = points.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                covariance[i][j] = kernel.covariance(points[i], points[j]);
                covariance[j][i] = covariance[i][j];
            }
            covariance[i][i] = kernel.scale() + noise;
        }
        cholesky = Cholesky.of(covariance);
        alpha = cholesky.solved(values);
    }

    /// The process that believes that each of these points will come to its mean (the Kriging believer, Ginsbourger
    /// et al. 2010): certain where they are, otherwise with the same mean.
    GaussianProcess believing(List<double[]> pending) {
        if (pending.isEmpty()) {
            return this;
        }
        double[][] more = Arrays.copyOf(points, points.length + pending.size());
        double[] believed = Arrays.copyOf(values, more.length);
        for (int i = 0; i < pending.size(); i++) {
            more[points.length + i] = pending.get(i);
            believed[points.length + i] = at(pending.get(i)).mean();
        }
        return new GaussianProcess(kernel, noise, more, believed);
    }

    /// The variance of the noise.
    double noise() {
        return noise;
    }

    Matern kernel() {
        return kernel;
    }

    /// The mean and standard deviation of the function, without noise.
    record Prediction(double mean, double deviation) {}

    Prediction at(double[] x) {
        double[] covariances = covariances(x);
        double[] whitened = cholesky.whitened(covariances);
        return new Prediction(dot(covariances, alpha), deviation(whitened));
    }

    private double deviation(double[] whitened) {
        return Math.sqrt(Math.max(kernel.scale() - dot(whitened, whitened), 1e-12 * kernel.scale()));
    }

    /// The prediction, and its gradients by the ordered coordinates.
    Prediction at(double[] x, double[] meanGradient, double[] deviationGradient) {
        int n = points.length;
        double[] covariances = new double[n];
        double[] slopes = new double[n];
        for (int i = 0; i < n; i++) {
            double squared = kernel.squaredDistance(x, points[i]);
            covariances[i] = kernel.scale() * Matern.correlation(squared);
            slopes[i] = 2 * kernel.scale() * Matern.slope(squared);
        }
        double[] whitened = cholesky.whitened(covariances);
        double deviation = deviation(whitened);
        double[] solved = cholesky.transposed(whitened);
        for (int d = 0; d < x.length; d++) {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < n; i++) {
                double difference = x[d] - points[i][d];
                if (!Double.isNaN(difference)) {
                    double change = slopes[i] * kernel.weight(d) * difference;
                    mean += alpha[i] * change;
                    variance -= 2 * solved[i] * change;
                }
            }
            meanGradient[d] = mean;
            deviationGradient[d] = variance / (2 * deviation);
        }
        return new Prediction(dot(covariances, alpha), deviation);
    }

    private double[] covariances(double[] x) {
        double[] covariances = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            covariances[i] = kernel.covariance(x, points[i]);
        }
        return covariances;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
