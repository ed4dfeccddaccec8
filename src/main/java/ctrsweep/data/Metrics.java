package ctrsweep.data;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Exact metrics of scores against labels 0 and 1. Empty where a metric is undefined; NaN if a score is NaN.
///
/// Ranking metrics are [Ranking]'s.
public final class Metrics {
    /// Probabilities are kept this far from 0 and 1, so that one sure mistake does not make the loss infinite.
    private static final double CLIP = 1e-7;

    private Metrics() {}

    /// The probability that a positive's score is above a negative's, a tie counting half. Undefined with one
    /// class.
    ///
    /// @param scores anything that rises with the probability: logits will do
    public static OptionalDouble auc(float[] scores, float[] labels) {
        return auc(widened(scores), labels);
    }

    /// In O(n log p) for p positives: each negative is looked up among the sorted positives.
    public static OptionalDouble auc(double[] scores, float[] labels) {
        requireSameLength(scores.length, labels.length);
        double[] positives = Scores.sortedPositives(scores, labels, 0, scores.length);
        int negatives = scores.length - positives.length;
        if (positives.length == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        if (Scores.anyNaN(scores)) {
            return OptionalDouble.of(Double.NaN);
        }
        long halves = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Scores.positive(labels[i])) {
                int below = Scores.countBelow(positives, scores[i]);
                int notAbove = Scores.countNotAbove(positives, scores[i], below);
                halves += 2L * (positives.length - notAbove) + (notAbove - below);
            }
        }
        return OptionalDouble.of(halves / (2.0 * positives.length * negatives));
    }

    /// Mean of -log p(label), p clipped to [1e-7, 1 - 1e-7]. Undefined without rows.
    public static OptionalDouble logLoss(double[] probabilities, float[] labels) {
        requireSameLength(probabilities.length, labels.length);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += loss(probabilities[i], labels[i]);
        }
        return mean(sum, labels.length);
    }

    /// As [#logLoss] of the logits' sigmoid, taken in double precision.
    public static OptionalDouble logLossOfLogits(float[] logits, float[] labels) {
        requireSameLength(logits.length, labels.length);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += loss(1 / (1 + Math.exp(-logits[i])), labels[i]);
        }
        return mean(sum, labels.length);
    }

    private static double loss(double probability, float label) {
        double p = Math.clamp(probability, CLIP, 1 - CLIP);
        return -Math.log(Scores.positive(label) ? p : 1 - p);
    }

    private static OptionalDouble mean(double sum, int count) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
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
