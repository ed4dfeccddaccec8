package ctrsweep.sweep;

import ctrsweep.config.Objective;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A sweep and how far it is.
///
/// @param objective the first, which chooses the best epochs
/// @param otherObjectives the objectives after the first
/// @param parameters the dotted keys that vary, in spec order
/// @param revisions how many specs were launched under this name
/// @param generation of the trials that rank, from 1; it rises when the sweep goes on with other data
/// @param earlier how many trials there are of earlier generations
/// @param trials how many of the latest generation are in each state; a state without trials is absent
/// @param planned how many trials the latest launch has; empty if that is not known exactly
/// @param reachable the best that any model can reach, where it is known
public record SweepSummary(
        long id,
        String name,
        String method,
        long seed,
        Metric objective,
        Goal goal,
        List<Objective> otherObjectives,
        List<String> parameters,
        int revisions,
        int generation,
        int earlier,
        Map<TrialState, Integer> trials,
        OptionalLong planned,
        Map<Metric, Double> reachable,
        SweepLabels labels,
        Instant created,
        Instant lastActivity) {
    public SweepSummary {
        otherObjectives = List.copyOf(otherObjectives);
        parameters = List.copyOf(parameters);
        trials = Collections.unmodifiableMap(new TreeMap<>(trials));
        reachable = Collections.unmodifiableMap(new TreeMap<>(reachable));
    }

    public boolean hasSeveralObjectives() {
        return !otherObjectives.isEmpty();
    }

    /// All objectives, the first one first, without targets.
    public List<Objective> allObjectives() {
        return Stream.concat(
                        Stream.of(new Objective(objective, goal, OptionalDouble.empty())), otherObjectives.stream())
                .toList();
    }

    /// The metrics of the objectives, the first one's first.
    public List<Metric> objectives() {
        return Stream.concat(Stream.of(objective), otherObjectives.stream().map(Objective::metric))
                .toList();
    }

    public int count(TrialState state) {
        return trials.getOrDefault(state, 0);
    }

    public int count() {
        return trials.values().stream().mapToInt(Integer::intValue).sum();
    }

    public boolean isRunning() {
        return count(TrialState.RUNNING) > 0;
    }

    /// How many trials have come to their end.
    public int ended() {
        return count(TrialState.COMPLETED) + count(TrialState.PRUNED) + count(TrialState.FAILED);
    }
}
