package ctrsweep.cli.text;

import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Ties;
import ctrsweep.sweep.Trial;
import java.util.List;
import java.util.Map;

/// The trials that may be as good as those of the best point, as [Ties] judges them.
record TiedPoints(SweepSummary sweep, Results results) {
    private static final int NAMED = 10;

    /// Reads all points only if each of the first ones is inside the interval.
    String text() {
        Ties ties = ties(Ties.TESTED);
        Ties all =
                ties.interval().isPresent() && ties.rivals().size() == Ties.TESTED - 1 ? ties(Integer.MAX_VALUE) : ties;
        return all.interval()
                .map(interval -> inside(interval, all.rivals()))
                .orElseGet(() ->
                        all.points().getFirst().trials().size() > 1 ? pairedBySeed(all.rivals(), all.untested()) : "");
    }

    private Ties ties(int most) {
        List<Point> points = results.best(sweep, most);
        Trial best = points.getFirst().first();
        return new Ties(
                points,
                sweep.objective(),
                results.interval(sweep, best)
                        .map(interval -> Map.of(best.number(), interval))
                        .orElse(Map.of()));
    }

    private static String pairedBySeed(List<Point> alike, List<Point> untested) {
        boolean allWorse = alike.isEmpty() && untested.isEmpty();
        return "\n" + (allWorse ? "All others are significantly worse by a t-test paired by seed (5%).\n" : "")
                + line("Not significantly different from it by a t-test paired by seed (5%)", alike)
                + line("Not tested against it (fewer than two seeds in common)", untested);
    }

    private static String line(String what, List<Point> points) {
        return points.isEmpty() ? "" : "%s: %s\n".formatted(what, Point.named(points, NAMED));
    }

    private String inside(Outcome.Interval interval, List<Point> tied) {
        String where = "inside its 95%% bootstrap interval of %s, %s to %s"
                .formatted(sweep.objective(), Phrases.metric(interval.low()), Phrases.metric(interval.high()));
        return tied.isEmpty()
                ? "\nNo other trial is %s.\n".formatted(where)
                : "\nAlso %s (an interval, not a test): %s\n".formatted(where, Point.named(tied, NAMED));
    }
}
