package ctrsweep.metric;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// The outputs of a model for some rows, with their labels. For one thread.
public final class ScoredRows {
    private final double[] scores;
    private final float[] labels;
    private final int[] groups;
    private final DoubleUnaryOperator predict;
    private final boolean classes;
    private Optional<Errors> errors = Optional.empty();
    private Optional<Ranking> ranking = Optional.empty();

    /// @param outputs one for each row: logits, or ratings
    /// @param groups the list that each row is ranked in, rows of a group together; empty where there are none
    /// @param predict makes a probability of an output; ratings stay as they are
    public ScoredRows(float[] outputs, float[] labels, int[] groups, DoubleUnaryOperator predict) {
        scores = Metrics.widened(outputs);
        this.labels = labels;
        this.groups = groups;
        this.predict = predict;
        classes = Metrics.areClasses(labels);
    }

    /// The outputs, by which metrics of order go: the sigmoid makes equal what is far from 0.
    double[] scores() {
        return scores;
    }

    float[] labels() {
        return labels;
    }

    int[] groups() {
        return groups;
    }

    boolean areClasses() {
        return classes;
    }

    /// The errors of the predictions, computed when first asked for.
    Errors errors() {
        if (errors.isEmpty()) {
            errors = Optional.of(Errors.of(scores, predict, labels));
        }
        return errors.get();
    }

    /// Made once for every K.
    Ranking ranking() {
        if (ranking.isEmpty()) {
            ranking = Optional.of(Ranking.of(scores, labels, groups));
        }
        return ranking.get();
    }
}
