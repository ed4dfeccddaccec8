package ctrsweep.report.page;

import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Ties;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One of the best points, and the uncertainty of its objective.
///
/// @param trials the places of its trials, which differ in their seed
/// @param mean of the objective over the trials
/// @param interval of the objective, if the point has one trial and it was measured
/// @param tied whether it may be as good as the best, see [Ties]; false for the best itself
record TopPoint(List<Integer> trials, double mean, Optional<Outcome.Interval> interval, boolean tied) {
    private static final int MOST = 20;

    static List<TopPoint> of(Ties ties, Map<Long, Integer> places) {
        Set<Point> rivals = new HashSet<>(ties.rivals());
        return ties.points().stream()
                .limit(MOST)
                .map(point -> new TopPoint(
                        point.trials().stream()
                                .map(trial -> places.getOrDefault(trial.number(), 0))
                                .toList(),
                        point.mean(ties.objective()).orElseThrow(),
                        point.trials().size() > 1
                                ? Optional.empty()
                                : Optional.ofNullable(
                                        ties.intervals().get(point.first().number())),
                        rivals.contains(point)))
                .toList();
    }
}
