package ctrsweep.train;

import ctrsweep.config.Metric;
import ctrsweep.data.Metrics;
import ctrsweep.data.Ranking;
import ctrsweep.data.Rows;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The metrics of one split.
final class Evaluation {
    private Evaluation() {}

    /// Metrics that are undefined on these rows (AUC of one class) are absent.
    static Map<Metric, Double> of(String split, float[] logits, Rows rows, List<Integer> rankingKs) {
        Map<Metric, Double> metrics = new TreeMap<>();
        put(metrics, split, "auc", Metrics.auc(logits, rows.labels()));
        put(metrics, split, "logloss", Metrics.logLossOfLogits(logits, rows.labels()));
        if (rows.groups().length > 0) {
            Ranking ranking = Ranking.of(logits, rows.labels(), rows.groups());
            rankingKs.forEach(k -> put(metrics, split, "hr@" + k, ranking.hitRate(k)));
            rankingKs.forEach(k -> put(metrics, split, "ndcg@" + k, ranking.ndcg(k)));
        }
        return metrics;
    }

    private static void put(Map<Metric, Double> metrics, String split, String name, OptionalDouble value) {
        value.ifPresent(number -> metrics.put(new Metric(split, name), number));
    }
}
