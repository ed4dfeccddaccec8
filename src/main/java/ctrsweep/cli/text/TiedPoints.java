package ctrsweep.cli.text;

import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Ties;
import ctrsweep.sweep.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The trials that may be as good as those of the best point, as [Ties] judges them.
record TiedPoints(SweepSummary sweep, Results results) {
    private static final int NAMED = 10;

    /// Reads all points only if each of the first ones is inside the interval.
    String text() {
        Ties ties = ties(Ties.TESTED);
        Ties all =
                ties.interval().isPresent() && ties.rivals().size() == Ties.TESTED - 1 ? ties(Integer.MAX_VALUE) : ties;
        return all.interval()
                .map(interval -> inside(interval, trials(all.rivals())))
                .orElseGet(() -> all.points().getFirst().trials().size() > 1
                        ? pairedBySeed(trials(all.rivals()), trials(all.untested()))
                        : "");
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

    private static String pairedBySeed(List<Trial> alike, List<Trial> untested) {
        boolean allWorse = alike.isEmpty() && untested.isEmpty();
        return "\n" + (allWorse ? "All others are significantly worse by a t-test paired by seed (5%).\n" : "")
                + line("Not significantly different from it by a t-test paired by seed (5%)", alike)
                + line("Not tested against it (fewer than two seeds in common)", untested);
    }

    private static List<Trial> trials(List<Point> points) {
        return points.stream().flatMap(point -> point.trials().stream()).toList();
    }

    private static String line(String what, List<Trial> trials) {
        return trials.isEmpty() ? "" : "%s: %s\n".formatted(what, named(trials));
    }

    private String inside(Outcome.Interval interval, List<Trial> tied) {
        String where = "inside its 95%% bootstrap interval of %s, %s to %s"
                .formatted(sweep.objective(), Phrases.metric(interval.low()), Phrases.metric(interval.high()));
        return tied.isEmpty()
                ? "\nNo other trial is %s.\n".formatted(where)
                : "\nAlso %s (an interval, not a test): %s\n".formatted(where, named(tied));
    }

    private static String named(List<Trial> trials) {
        List<Trial> first = trials.subList(0, Math.min(NAMED, trials.size()));
        String more = trials.size() > first.size() ? " and %,d more".formatted(trials.size() - first.size()) : "";
        return "trial%s %s%s".formatted(trials.size() == 1 ? "" : "s", numbers(first), more);
    }

    static String numbers(List<Trial> trials) {
        return trials.stream().map(trial -> Long.toString(trial.number())).collect(Collectors.joining(", "));
    }
}
