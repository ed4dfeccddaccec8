package ctrsweep.search.gp;

import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/// The inverse of the lower Cholesky factor of a covariance matrix, `K = L L^T`.
final class Cholesky {
    private final double[][] inverse;
    private final double logDeterminant;

    private Cholesky(double[][] inverse, double logDeterminant) {
        this.inverse = inverse;
        this.logDeterminant = logDeterminant;
    }

    /// @param covariance symmetric; is used as scratch space
    /// @throws MathIllegalArgumentException if it is not positive definite
    static Cholesky of(double[][] covariance) {
        double[][] upper = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 1e-9, 1e-14)
                .getLT()
                .getData();
        int n = upper.length;
        double[][] inverse = new double[n][];
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int j = 0; j < i; j++) {
                subtract(row, upper[j][i], inverse[j], j + 1);
            }
            double diagonal = upper[i][i];
            for (int j = 0; j < i; j++) {
                row[j] /= diagonal;
            }
            row[i] = 1 / diagonal;
            inverse[i] = row;
            logDeterminant += 2 * Math.log(diagonal);
        }
        return new Cholesky(inverse, logDeterminant);
    }

    private static void subtract(double[] from, double factor, double[] row, int length) {
        for (int j = 0; j < length; j++) {
            from[j] -= factor * row[j];
        }
    }

    double logDeterminant() {
        return logDeterminant;
    }

    /// `L^-1 b`.
    double[] whitened(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            double sum = 0;
            double[] row = inverse[i];
            for (int j = 0; j <= i; j++) {
                sum += row[j] * b[j];
            }
            x[i] = sum;
        }
        return x;
    }

    /// `L^-T b`.
    double[] transposed(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            subtract(x, -b[i], inverse[i], i + 1);
        }
        return x;
    }

    /// `K^-1 b`.
    double[] solved(double[] b) {
        return transposed(whitened(b));
    }

    /// The lower triangle of `K^-1`, row by row.
    double[][] inverted() {
        int n = inverse.length;
        double[][] inverted = new double[n][];
        for (int i = 0; i < n; i++) {
            inverted[i] = new double[i + 1];
        }
        for (double[] row : inverse) {
            for (int i = 0; i < row.length; i++) {
                subtract(inverted[i], -row[i], row, i + 1);
            }
        }
        return inverted;
    }
}
