package ctrsweep.report.importance;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.TrialResult;
import ctrsweep.sweep.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One point of a search and how good it is.
///
/// @param values of the parameters that took part
/// @param loss the lower, the better; infinite where the point was pruned, NaN where there is no result
public record Judged(Map<String, Value> values, double loss) {
    public Judged {
        values = Map.copyOf(values);
    }

    /// The points of those trials that have ended, each with the mean over its seeds.
    public static List<Judged> of(List<TrialResult> trials, Metric objective, Goal goal) {
        List<Judged> judged = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Point point : Point.ranked(trials)) {
            known.add(point.first().point());
            judged.add(of(point.first(), goal.loss(point.mean(objective).orElse(Double.NaN))));
        }
        for (TrialResult trial : trials) {
            if (hasEnded(trial.state()) && known.add(trial.point())) {
                judged.add(of(trial, trial.state() == TrialState.PRUNED ? Double.POSITIVE_INFINITY : Double.NaN));
            }
        }
        return judged;
    }

    private static boolean hasEnded(TrialState state) {
        return switch (state) {
            case COMPLETED, PRUNED, FAILED -> true;
            case WAITING, RUNNING -> false;
        };
    }

    /// A point has several seeds: they are none of its values.
    private static Judged of(TrialResult trial, double loss) {
        Map<String, Value> values = new LinkedHashMap<>(trial.assignment().values());
        values.remove("seed");
        return new Judged(values, loss);
    }
}
