package ctrsweep.report.importance;

import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/// A normal distribution around each observation, truncated at both ends of the grid. All have the same width, so
/// the probability of a cell depends only on its distance. Widths and distances are in cells.
final class NormalKernel implements Grid.Smoothing {
    /// The width at which 90% of a kernel lie within one cell, which is the resolution of the grid.
    private static final double NARROWEST = 0.5 / 1.64;

    /// The interquartile range of a normal distribution, in standard deviations.
    private static final double INTERQUARTILE_RANGE = 1.34;

    private final double[] below;
    private final int size;

    NormalKernel(int size, double deviation) {
        this.size = size;
        this.below = IntStream.rangeClosed(-size, size)
                .mapToDouble(edge -> Erf.erfc(-(edge - 0.5) / (deviation * Math.sqrt(2))) / 2)
                .toArray();
    }

    /// Scott's rule (Multivariate Density Estimation, 1992): 1.059 * s * n^(-1/5), where s is the smaller of the
    /// standard deviation and its estimate from the interquartile range.
    static double deviation(int[] counts) {
        int n = IntStream.of(counts).sum();
        double mean = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            mean += (double) counts[cell] * cell / n;
        }
        double squares = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            squares += counts[cell] * (cell - mean) * (cell - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, n - 1));
        double quartiles = quantile(counts, 0.75 * n) - quantile(counts, 0.25 * n);
        return Math.max(NARROWEST, 1.059 * Math.min(deviation, quartiles / INTERQUARTILE_RANGE) * Math.pow(n, -0.2));
    }

    /// The first cell at which the cumulative count reaches `wanted`.
    private static int quantile(int[] counts, double wanted) {
        int cell = 0;
        for (double sum = counts[0]; sum < wanted; sum += counts[cell]) {
            cell++;
        }
        return cell;
    }

    @Override
    public double[] density(int[] counts, double prior) {
        double[] density = new double[size];
        double all = IntStream.of(counts).sum() + prior;
        java.util.Arrays.fill(density, prior / size / all);
        for (int around = 0; around < size; around++) {
            if (counts[around] > 0) {
                add(density, around, counts[around] / all);
            }
        }
        return density;
    }

    private void add(double[] density, int around, double weight) {
        double within = below(size - around) - below(-around);
        for (int cell = 0; cell < size; cell++) {
            density[cell] += weight * (below(cell + 1 - around) - below(cell - around)) / within;
        }
    }

    /// The probability below the lower edge of the cell that is `cells` above the kernel's own.
    private double below(int cells) {
        return below[cells + size];
    }
}
