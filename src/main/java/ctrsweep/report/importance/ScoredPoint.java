package ctrsweep.report.importance;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A point of a search and its loss.
///
/// @param values of the active parameters
/// @param loss lower is better; infinite if the point was pruned, NaN if there is no result
public record ScoredPoint(Map<String, Value> values, double loss) {
    public ScoredPoint {
        values = Map.copyOf(values);
    }

    /// The points of ended trials, each with the mean over its seeds.
    public static List<ScoredPoint> of(List<Trial> trials, Metric objective, Goal goal) {
        List<ScoredPoint> scored = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Point point : Point.ranked(trials)) {
            known.add(point.first().point());
            scored.add(of(point.first(), goal.loss(point.mean(objective).orElse(Double.NaN))));
        }
        for (Trial trial : trials) {
            if (hasEnded(trial.state()) && known.add(trial.point())) {
                scored.add(of(trial, trial.state() == TrialState.PRUNED ? Double.POSITIVE_INFINITY : Double.NaN));
            }
        }
        return scored;
    }

    private static boolean hasEnded(TrialState state) {
        return switch (state) {
            case COMPLETED, PRUNED, FAILED -> true;
            case WAITING, RUNNING -> false;
        };
    }

    /// Removes the seed, which differs between the trials of a point.
    private static ScoredPoint of(Trial trial, double loss) {
        Map<String, Value> values = new LinkedHashMap<>(trial.assignment().values());
        values.remove("seed");
        return new ScoredPoint(values, loss);
    }
}
