package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The results of one epoch.
///
/// @param epoch from 1
/// @param lr the learning rate that the epoch was trained with, where warm-up was over
/// @param seconds wall time of training and validation, also where an earlier attempt spent it
/// @param rows training rows seen
/// @param metrics `train.loss`, `val.auc` and so on; an undefined metric (AUC of one class) is absent, NaN is
///     NaN
public record EpochReport(int epoch, double lr, double seconds, long rows, Map<Metric, Double> metrics) {
    public EpochReport {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /// Training rows per second of training and validation together; empty for a program that counts no rows.
    public Optional<Double> examplesPerSecond() {
        return rows > 0 && seconds > 0 ? Optional.of(rows / seconds) : Optional.empty();
    }
}
