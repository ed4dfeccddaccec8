package ctrsweep.report.page;

import ctrsweep.config.Metric;
import ctrsweep.report.PairedSeeds;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which points cannot be told apart from the best. Where it was run with several seeds, those whose difference
/// from it, paired by seed, may be chance (t-test, 5%); where with one, those inside the 95% bootstrap interval of
/// its objective; where there is no such interval, nothing is known.
///
/// @param points best first
/// @param intervals of the objective, by trial number
record Ties(List<Point> points, Metric objective, Map<Long, Outcome.Interval> intervals) {
    /// Points looked at, from the best on.
    private static final int MOST = 1_000;

    /// Without the best itself.
    List<Point> rivals() {
        return points.isEmpty()
                ? List.of()
                : points.stream()
                        .limit(MOST)
                        .skip(1)
                        .filter(this::cannotBeToldApart)
                        .toList();
    }

    /// How it was judged, for a person; empty where it could not be.
    String test() {
        if (points.isEmpty()) {
            return "";
        }
        if (repeated()) {
            return "a t-test paired by seed (5%)";
        }
        return interval().isPresent() ? "the 95% bootstrap interval of the best" : "";
    }

    Optional<Outcome.Interval> interval() {
        return points.isEmpty() || repeated()
                ? Optional.empty()
                : Optional.ofNullable(intervals.get(points.getFirst().first().number()));
    }

    private boolean repeated() {
        return points.getFirst().trials().size() > 1;
    }

    private boolean cannotBeToldApart(Point point) {
        return repeated()
                ? !PairedSeeds.tellApart(points.getFirst(), point, objective)
                : interval()
                        .filter(inside -> inside.contains(point.mean(objective).orElse(Double.NaN)))
                        .isPresent();
    }
}
