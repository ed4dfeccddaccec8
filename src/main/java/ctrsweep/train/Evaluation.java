package ctrsweep.train;

import ctrsweep.data.Examples;
import ctrsweep.data.Metrics;
import ctrsweep.data.Ranking;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The metrics of one split.
final class Evaluation {
    private final String split;
    private final Map<Metric, Double> metrics = new TreeMap<>();

    private Evaluation(String split) {
        this.split = split;
    }

    /// Metrics that are undefined on these rows are absent: AUC of one class; of ratings, all but the errors.
    ///
    /// @param outputs one for each row: logits, or ratings where the loss is `mse`
    static Map<Metric, Double> of(String split, float[] outputs, Examples rows, Experiment experiment) {
        Evaluation evaluation = new Evaluation(split);
        double[] predictions = Predictions.of(outputs, experiment.loss().name());
        evaluation.errors(predictions, rows.labels());
        if (Metrics.areClasses(rows.labels())) {
            evaluation.classes(outputs, predictions, rows);
            if (rows.groups().length > 0) {
                evaluation.lists(outputs, rows, experiment.training().rankingKs());
            }
        }
        return evaluation.metrics;
    }

    /// One of them.
    ///
    /// @param name without the split: `auc`, `hr@10`
    /// @param groups empty where there are none
    static OptionalDouble metric(String name, float[] outputs, float[] labels, int[] groups, Experiment.LossName loss) {
        int at = name.indexOf('@');
        int k = at < 0 ? 0 : Integer.parseInt(name.substring(at + 1));
        return switch (at < 0 ? name : name.substring(0, at)) {
            case "auc" -> Metrics.auc(outputs, labels);
            case "gauc" -> Metrics.groupedAuc(outputs, labels, groups);
            case "hr" -> Ranking.of(outputs, labels, groups).hitRate(k);
            case "ndcg" -> Ranking.of(outputs, labels, groups).ndcg(k);
            case "logloss" -> Metrics.logLoss(Predictions.of(outputs, loss), labels);
            case "ne" -> Metrics.normalisedEntropy(Predictions.of(outputs, loss), labels);
            case "accuracy" -> Metrics.accuracy(Predictions.of(outputs, loss), labels);
            case "mse" -> Metrics.meanSquaredError(Predictions.of(outputs, loss), labels);
            case "rmse" -> Metrics.rootMeanSquaredError(Predictions.of(outputs, loss), labels);
            case "mae" -> Metrics.meanAbsoluteError(Predictions.of(outputs, loss), labels);
            default -> throw new IllegalArgumentException("no metric " + name);
        };
    }

    private void errors(double[] predictions, float[] labels) {
        put("mse", Metrics.meanSquaredError(predictions, labels));
        put("rmse", Metrics.rootMeanSquaredError(predictions, labels));
        put("mae", Metrics.meanAbsoluteError(predictions, labels));
    }

    /// Scores are the outputs themselves: the sigmoid makes equal what is far from 0.
    private void classes(float[] outputs, double[] predictions, Examples rows) {
        put("auc", Metrics.auc(outputs, rows.labels()));
        put("logloss", Metrics.logLoss(predictions, rows.labels()));
        put("ne", Metrics.normalisedEntropy(predictions, rows.labels()));
        put("accuracy", Metrics.accuracy(predictions, rows.labels()));
    }

    private void lists(float[] outputs, Examples rows, List<Integer> rankingKs) {
        put("gauc", Metrics.groupedAuc(outputs, rows.labels(), rows.groups()));
        Ranking ranking = Ranking.of(outputs, rows.labels(), rows.groups());
        rankingKs.forEach(k -> put("hr@" + k, ranking.hitRate(k)));
        rankingKs.forEach(k -> put("ndcg@" + k, ranking.ndcg(k)));
    }

    private void put(String name, OptionalDouble value) {
        value.ifPresent(number -> metrics.put(new Metric(split, name), number));
    }
}
