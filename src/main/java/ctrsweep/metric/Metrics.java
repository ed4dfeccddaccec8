package ctrsweep.metric;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// Exact metrics of scores against labels: 0 and 1, for errors any number. Empty where a metric is undefined;
/// NaN if a score is NaN.
///
/// Ranking metrics are [Ranking]'s.
public final class Metrics {
    private Metrics() {}

    /// The probability that a positive's score is above a negative's, a tie counting half. Undefined with one
    /// class.
    ///
    /// @param scores anything that rises with the probability: logits will do
    public static OptionalDouble auc(float[] scores, float[] labels) {
        return auc(widened(scores), labels);
    }

    public static OptionalDouble auc(double[] scores, float[] labels) {
        requireSameLength(scores.length, labels.length);
        return orNaN(auc(scores, labels, 0, scores.length), scores);
    }

    /// GAUC: the AUC within each group, averaged over the groups that have both classes, each counting alike.
    /// Undefined without such a group.
    ///
    /// @param groups rows of a group stand together
    public static OptionalDouble groupedAuc(double[] scores, float[] labels, int[] groups) {
        requireSameLength(scores.length, labels.length);
        requireSameLength(scores.length, groups.length);
        DoubleStream.Builder defined = DoubleStream.builder();
        Scores.eachGroup(groups, (from, to) -> auc(scores, labels, from, to).ifPresent(defined::add));
        return orNaN(defined.build().average(), scores);
    }

    public static OptionalDouble groupedAuc(float[] scores, float[] labels, int[] groups) {
        return groupedAuc(widened(scores), labels, groups);
    }

    /// Looks each negative up among the sorted positives.
    private static OptionalDouble auc(double[] scores, float[] labels, int from, int to) {
        double[] positives = Scores.sortedPositives(scores, labels, from, to);
        int negatives = to - from - positives.length;
        if (positives.length == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        Quantiles among = new Quantiles(positives);
        long halves = 0;
        for (int i = from; i < to; i++) {
            if (!Scores.positive(labels[i])) {
                int below = among.countBelow(scores[i]);
                int notAbove = Scores.countNotAbove(positives, scores[i], below);
                halves += 2L * (positives.length - notAbove) + (notAbove - below);
            }
        }
        return OptionalDouble.of(halves / (2.0 * positives.length * negatives));
    }

    /// XAUC: the share of pairs of rows with different labels whose predictions stand in the labels' order, a tie
    /// counting half; with two classes the AUC. Undefined with one label.
    public static OptionalDouble xauc(double[] predictions, float[] labels) {
        requireSameLength(predictions.length, labels.length);
        return orNaN(OrderedPairs.share(predictions, labels, 0, labels.length), predictions);
    }

    /// The XAUC within each group, averaged over the groups that have two labels or more, each counting alike.
    /// Undefined without such a group.
    ///
    /// @param groups rows of a group stand together
    public static OptionalDouble groupedXauc(double[] predictions, float[] labels, int[] groups) {
        requireSameLength(predictions.length, labels.length);
        requireSameLength(predictions.length, groups.length);
        DoubleStream.Builder defined = DoubleStream.builder();
        Scores.eachGroup(groups, (from, to) -> OrderedPairs.share(predictions, labels, from, to)
                .ifPresent(defined::add));
        return orNaN(defined.build().average(), predictions);
    }

    /// Whether all labels are classes, 0 or 1, and not ratings.
    public static boolean areClasses(float[] labels) {
        for (float label : labels) {
            if (label != 0 && label != 1) {
                return false;
            }
        }
        return true;
    }

    /// The metric, where it is defined; but no metric can be told of a score that is no number.
    private static OptionalDouble orNaN(OptionalDouble metric, double[] scores) {
        return metric.isPresent() && Scores.anyNaN(scores) ? OptionalDouble.of(Double.NaN) : metric;
    }

    static double[] widened(float[] scores) {
        double[] wide = new double[scores.length];
        Arrays.setAll(wide, i -> scores[i]);
        return wide;
    }

    static void requireSameLength(int scores, int labels) {
        if (scores != labels) {
            throw new IllegalArgumentException("%d scores but %d labels".formatted(scores, labels));
        }
    }
}
