package ctrsweep.metric;

import java.util.Optional;
import java.util.function.Function;

/// The outputs of a model for some rows, with their labels. For one thread.
public final class ScoredRows {
    private final float[] outputs;
    private final float[] labels;
    private final int[] groups;
    private final Function<float[], double[]> predict;
    private Optional<double[]> predictions = Optional.empty();
    private Optional<Ranking> ranking = Optional.empty();

    /// @param outputs one for each row: logits, or ratings
    /// @param groups the list that each row is ranked in, rows of a group together; empty where there are none
    /// @param predict makes probabilities of outputs; ratings stay as they are
    public ScoredRows(float[] outputs, float[] labels, int[] groups, Function<float[], double[]> predict) {
        this.outputs = outputs;
        this.labels = labels;
        this.groups = groups;
        this.predict = predict;
    }

    /// Metrics of order use the outputs themselves: the sigmoid makes equal what is far from 0.
    float[] outputs() {
        return outputs;
    }

    float[] labels() {
        return labels;
    }

    int[] groups() {
        return groups;
    }

    /// Computed when first asked for.
    double[] predictions() {
        if (predictions.isEmpty()) {
            predictions = Optional.of(predict.apply(outputs));
        }
        return predictions.get();
    }

    /// Made once for every K.
    Ranking ranking() {
        if (ranking.isEmpty()) {
            ranking = Optional.of(Ranking.of(outputs, labels, groups));
        }
        return ranking.get();
    }
}
