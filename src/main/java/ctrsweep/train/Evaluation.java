package ctrsweep.train;

import ctrsweep.data.Examples;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ScoredRows;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.LossSettings;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/// The metrics of one split.
final class Evaluation {
    /// Trials that train together are all evaluated at one time. More threads than processors only take more memory.
    private static final Semaphore AT_A_TIME =
            new Semaphore(Runtime.getRuntime().availableProcessors());

    private Evaluation() {}

    /// Metrics that are undefined on these rows are absent: AUC of one class; of ratings, all but the errors.
    ///
    /// @param outputs one for each row: logits, or ratings where the loss is `mse`
    static Map<Metric, Double> of(String split, float[] outputs, Examples rows, Experiment experiment) {
        Map<Metric, Double> metrics = new TreeMap<>();
        AT_A_TIME.acquireUninterruptibly();
        try {
            ScoredRows scored = scored(
                    outputs, rows.labels(), rows.groups(), experiment.loss().name());
            ValidationMetrics.of(scored, experiment.training().rankingKs())
                    .forEach((name, value) -> metrics.put(new Metric(split, name), value));
        } finally {
            AT_A_TIME.release();
        }
        return metrics;
    }

    /// The metrics of training rows that the config asks for, which need no groups.
    ///
    /// @param outputs one for each row, as in [#of]
    static Map<Metric, Double> ofTraining(float[] outputs, float[] labels, Experiment experiment) {
        Map<Metric, Double> metrics = new TreeMap<>();
        ScoredRows scored =
                scored(outputs, labels, new int[0], experiment.loss().name());
        ValidationMetrics.of(scored, List.of()).forEach((name, value) -> {
            if (experiment.training().trainMetrics().contains(name)) {
                metrics.put(new Metric("train", name), value);
            }
        });
        return metrics;
    }

    /// One metric.
    ///
    /// @param name without the split: `auc`, `hr@10`
    /// @param groups empty where there are none
    static OptionalDouble metric(
            String name, float[] outputs, float[] labels, int[] groups, LossSettings.LossName loss) {
        return ValidationMetrics.of(name, scored(outputs, labels, groups, loss));
    }

    private static ScoredRows scored(float[] outputs, float[] labels, int[] groups, LossSettings.LossName loss) {
        return new ScoredRows(outputs, labels, groups, output -> Predictions.of(output, loss));
    }
}
