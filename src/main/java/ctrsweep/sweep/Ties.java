package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.PairedSeeds.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which points may be as good as the best. Where it was run with several seeds, those that a t-test paired by seed
/// (5%) does not find different; where with one, those inside the 95% bootstrap interval of its objective; where
/// there is no such interval, nothing is known.
///
/// @param points best first
/// @param intervals of the objective, by trial number
public record Ties(List<Point> points, Metric objective, Map<Long, Outcome.Interval> intervals) {
    /// The number of points that a t-test looks at, from the best on.
    public static final int TESTED = 1_000;

    /// Without the best itself.
    public List<Point> rivals() {
        return others().filter(this::maybeAsGood).toList();
    }

    /// Points that have fewer than two seeds in common with the best, which has several: no test was made.
    public List<Point> untested() {
        return others().filter(point -> repeated() && compared(point) == Difference.NOT_TESTED)
                .toList();
    }

    private Stream<Point> others() {
        return points.stream().limit(repeated() ? TESTED : points.size()).skip(1);
    }

    /// How it was judged, for a person; empty where it could not be.
    public String test() {
        if (repeated()) {
            return "a t-test paired by seed (5%)";
        }
        return interval().isPresent() ? "the 95% bootstrap interval of the best" : "";
    }

    public Optional<Outcome.Interval> interval() {
        return repeated()
                ? Optional.empty()
                : points.stream()
                        .findFirst()
                        .map(best -> intervals.get(best.first().number()));
    }

    private boolean repeated() {
        return !points.isEmpty() && points.getFirst().trials().size() > 1;
    }

    private boolean maybeAsGood(Point point) {
        return repeated()
                ? compared(point) == Difference.NOT_SIGNIFICANT
                : interval()
                        .filter(inside -> inside.contains(point.mean(objective).orElse(Double.NaN)))
                        .isPresent();
    }

    private Difference compared(Point point) {
        return PairedSeeds.compare(points.getFirst(), point, objective);
    }
}
