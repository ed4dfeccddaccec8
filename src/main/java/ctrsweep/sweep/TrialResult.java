package ctrsweep.sweep;

import ctrsweep.config.Metric;
import ctrsweep.space.Assignment;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A trial as the log tells it, whether it has ended or not.
///
/// @param rank from 1, by the objective; only completed trials with a finite objective have one
/// @param assignment in spec order; keys that only earlier revisions varied follow
/// @param epochs trained so far
/// @param bestEpoch from 1
/// @param metrics at the best epoch; NaN is NaN, what is undefined is absent; empty until completed
/// @param seconds wall time of its attempts, the one under way not included
public record TrialResult(
        long number,
        Optional<Integer> rank,
        TrialState state,
        Assignment assignment,
        int epochs,
        Optional<Integer> bestEpoch,
        Map<Metric, Double> metrics,
        Optional<StopReason> stopReason,
        double seconds,
        long seed,
        String configHash,
        Optional<String> error) {
    public TrialResult {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /// A metric at the best epoch.
    public Optional<Double> metric(Metric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }
}
