package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// What some trials have between them.
///
/// @param metrics those that any of them was measured by
/// @param parameters the dotted keys that any of them was assigned
public record TrialKeys(Set<Metric> metrics, Set<String> parameters) {
    public TrialKeys {
        metrics = Set.copyOf(metrics);
        parameters = Set.copyOf(parameters);
    }

    public static TrialKeys of(Collection<Trial> trials) {
        Set<Metric> metrics = new HashSet<>();
        Set<String> parameters = new HashSet<>();
        for (Trial trial : trials) {
            metrics.addAll(trial.metrics().keySet());
            parameters.addAll(trial.assignment().values().keySet());
        }
        return new TrialKeys(metrics, parameters);
    }
}
