package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.Map;
import java.util.stream.Collectors;
import org.hipparchus.stat.inference.TTest;

/// Student's t-test of two points, paired by seed: the same seed gives the same initial numbers, shuffling and
/// negatives, so much of what chance does to one it does to the other.
public final class PairedSeeds {
    private static final double SIGNIFICANCE = 0.05;

    private PairedSeeds() {}

    /// What a test says of the difference of two means.
    public enum Difference {
        /// It is more than chance explains (two-sided, 5%).
        SIGNIFICANT,
        NOT_SIGNIFICANT,
        /// No test was made: the points have fewer than two seeds in common.
        NOT_TESTED
    }

    public static Difference compare(Point one, Point other, Metric metric) {
        Map<Long, Double> others = bySeed(other, metric);
        double[][] pairs = bySeed(one, metric).entrySet().stream()
                .filter(entry -> others.containsKey(entry.getKey()))
                .map(entry -> new double[] {entry.getValue(), others.getOrDefault(entry.getKey(), Double.NaN)})
                .toArray(double[][]::new);
        if (pairs.length < 2) {
            return Difference.NOT_TESTED;
        }
        double[] first = new double[pairs.length];
        double[] second = new double[pairs.length];
        boolean alike = true;
        for (int pair = 0; pair < pairs.length; pair++) {
            first[pair] = pairs[pair][0];
            second[pair] = pairs[pair][1];
            alike &= first[pair] - second[pair] == first[0] - second[0];
        }
        // Differences that do not vary leave no doubt, and nothing to divide by.
        boolean significant = alike ? first[0] != second[0] : new TTest().pairedTTest(first, second) < SIGNIFICANCE;
        return significant ? Difference.SIGNIFICANT : Difference.NOT_SIGNIFICANT;
    }

    private static Map<Long, Double> bySeed(Point point, Metric metric) {
        return point.trials().stream()
                .filter(trial -> Double.isFinite(trial.metrics().getOrDefault(metric, Double.NaN)))
                .collect(Collectors.toMap(Trial::seed, trial -> trial.metrics().get(metric), (a, b) -> a));
    }
}
