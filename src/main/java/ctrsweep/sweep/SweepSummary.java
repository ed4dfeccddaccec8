package ctrsweep.sweep;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A sweep and how far it is.
///
/// @param parameters the dotted keys that vary, in spec order
/// @param revisions how many specs were launched under this name
/// @param generation of the trials that rank, from 1; it rises when the sweep goes on with other data
/// @param earlier how many trials there are of earlier generations
/// @param trials how many of the latest generation are in each state; a state without trials is absent
/// @param reachable the best that any model can reach, where it is known
public record SweepSummary(
        long id,
        String name,
        String method,
        long seed,
        Metric objective,
        Goal goal,
        List<String> parameters,
        int revisions,
        int generation,
        int earlier,
        Map<TrialState, Integer> trials,
        Map<Metric, Double> reachable,
        Instant created,
        Instant lastActivity) {
    public SweepSummary {
        parameters = List.copyOf(parameters);
        trials = Collections.unmodifiableMap(new TreeMap<>(trials));
        reachable = Collections.unmodifiableMap(new TreeMap<>(reachable));
    }

    public int count(TrialState state) {
        return trials.getOrDefault(state, 0);
    }

    public int count() {
        return trials.values().stream().mapToInt(Integer::intValue).sum();
    }
}
