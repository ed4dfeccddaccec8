package ctrsweep.sweep;

import ctrsweep.metric.Goal;
import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The points of a sweep, in the order of their first trials.
final class PointRecords {
    private final Goal goal;
    private final List<Goal> otherGoals;
    private final boolean watchesObjective;
    private final Map<Assignment, PointRecord> byAssignment = new HashMap<>();
    private final SortedMap<Long, PointRecord> byNumber = new TreeMap<>();

    /// @param goal of the first objective
    /// @param otherGoals of the objectives after the first
    /// @param watchesObjective whether the epochs of trials are those of the objective
    PointRecords(Goal goal, List<Goal> otherGoals, boolean watchesObjective) {
        this.goal = goal;
        this.otherGoals = List.copyOf(otherGoals);
        this.watchesObjective = watchesObjective;
    }

    /// Takes a trial into account, in place of what was known of it.
    void put(TrialProgress trial) {
        PointRecord point = byAssignment.computeIfAbsent(
                trial.assignment(), each -> new PointRecord(each, goal, otherGoals, watchesObjective));
        point.put(trial);
        if (point.firstNumber() == trial.number()) {
            byNumber.values().remove(point);
            byNumber.put(trial.number(), point);
        }
    }

    /// The observations of the points that have a result.
    List<Observation> observations() {
        List<Observation> observations = new ArrayList<>(byNumber.size());
        byNumber.values().forEach(point -> point.observation().ifPresent(observations::add));
        return observations;
    }

    /// The points that have begun and have no result.
    List<Assignment> pending() {
        return byNumber.values().stream()
                .filter(PointRecord::isPending)
                .map(PointRecord::assignment)
                .toList();
    }

    /// The points whose first trial has a lower number.
    List<Assignment> before(long number) {
        return byNumber.headMap(number).values().stream()
                .map(PointRecord::assignment)
                .toList();
    }
}
