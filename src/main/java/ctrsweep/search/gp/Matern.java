package ctrsweep.search.gp;

import java.util.List;

/// The Matérn 5/2 kernel with a length scale for each dimension (Rasmussen and Williams 2006, equation 4.17), `k(x,
/// y) = s (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r)`, where `r^2 = sum of w_d d_d(x, y)^2`.
///
/// On an ordered dimension `d_d` is the difference of the coordinates. Categories are 0 or 1 apart. A parameter
/// that is inactive has the coordinate NaN, which is 1 apart from every value.
final class Matern {
    private static final double ROOT_FIVE = Math.sqrt(5);

    private final boolean[] ordered;
    private final double[] weights;
    private final double scale;

    /// @param weights the inverse squared length scales `w`
    /// @param scale `s`, the variance of the function
    Matern(List<Dimension> dimensions, double[] weights, double scale) {
        ordered = new boolean[dimensions.size()];
        for (int d = 0; d < ordered.length; d++) {
            ordered[d] = dimensions.get(d).isOrdered();
        }
        this.weights = weights.clone();
        this.scale = scale;
    }

    double scale() {
        return scale;
    }

    /// The inverse squared length scale of a dimension.
    double weight(int dimension) {
        return weights[dimension];
    }

    static double squaredDistance(boolean ordered, double a, double b) {
        if (a == b) {
            return 0;
        }
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.isNaN(a) && Double.isNaN(b) ? 0 : 1;
        }
        return ordered ? (a - b) * (a - b) : 1;
    }

    /// The correlation at a squared distance.
    static double correlation(double squared) {
        double r = ROOT_FIVE * Math.sqrt(squared);
        return (1 + r + r * r / 3) * Math.exp(-r);
    }

    /// The derivative of the correlation by the squared distance.
    static double slope(double squared) {
        double r = ROOT_FIVE * Math.sqrt(squared);
        return -5 / 6.0 * (1 + r) * Math.exp(-r);
    }

    /// The squared distance by the first coordinates, as many as `x` has.
    double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            sum += weights[d] * squaredDistance(ordered[d], x[d], y[d]);
        }
        return sum;
    }

    double covariance(double[] x, double[] y) {
        return scale * correlation(squaredDistance(x, y));
    }
}
