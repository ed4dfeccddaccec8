package ctrsweep.metric;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// How far predictions are from their labels, summed over all rows in one pass. Each mean is undefined without rows,
/// and NaN if a prediction is.
///
/// @param positives rows whose label is above 0.5
/// @param correct rows whose prediction and label are on one side of 0.5
/// @param loss of -log p(label), p clipped to [1e-7, 1 - 1e-7]: one sure mistake does not make it infinite
public record Errors(int rows, int positives, int correct, double loss, double squares, double absolutes) {
    private static final double CLIP = 1e-7;

    public static Errors of(double[] predictions, float[] labels) {
        return of(predictions, DoubleUnaryOperator.identity(), labels);
    }

    /// @param predict makes the prediction of an output
    static Errors of(double[] outputs, DoubleUnaryOperator predict, float[] labels) {
        Metrics.requireSameLength(outputs.length, labels.length);
        int positives = 0;
        int correct = 0;
        double loss = 0;
        double squares = 0;
        double absolutes = 0;
        for (int i = 0; i < labels.length; i++) {
            double prediction = predict.applyAsDouble(outputs[i]);
            boolean positive = Scores.positive(labels[i]);
            positives += positive ? 1 : 0;
            correct += prediction > 0.5 == positive ? 1 : 0;
            double p = Math.clamp(prediction, CLIP, 1 - CLIP);
            loss += -Math.log(positive ? p : 1 - p);
            double error = prediction - labels[i];
            squares += error * error;
            absolutes += Math.abs(error);
        }
        return new Errors(labels.length, positives, correct, loss, squares, absolutes);
    }

    public OptionalDouble logLoss() {
        return mean(loss);
    }

    /// Log loss over that of always predicting the mean label (He et al. 2014): below 1 is better than that.
    /// Undefined with one class, whose entropy is 0.
    public OptionalDouble normalisedEntropy() {
        if (positives == 0 || positives == rows) {
            return OptionalDouble.empty();
        }
        double share = (double) positives / rows;
        double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
        return OptionalDouble.of(loss / rows / entropy);
    }

    public OptionalDouble accuracy() {
        return mean(Double.isNaN(absolutes) ? Double.NaN : correct);
    }

    public OptionalDouble meanSquared() {
        return mean(squares);
    }

    /// In the labels' unit.
    public OptionalDouble rootMeanSquared() {
        return mean(squares).stream().map(Math::sqrt).findFirst();
    }

    public OptionalDouble meanAbsolute() {
        return mean(absolutes);
    }

    private OptionalDouble mean(double sum) {
        return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / rows);
    }
}
