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

/// The trials that may be as good as the best. If the best point has several seeds: points that a t-test paired
/// by seed (5%) does not find different, and points that could not be tested. If it has one seed: trials inside
/// the 95% bootstrap interval of its objective.
///
/// @param points the best points, in order of rank
public record TiedPoints(SweepSummary sweep, List<Point> points, Results results) {
    private static final int NAMED = 10;

    /// The number of points to pass, if there are as many.
    public static final int ASKED = NAMED + 1;

    private Point best() {
        return points.getFirst();
    }

    String text() {
        return best().trials().size() > 1
                ? pairedBySeed()
                : results.interval(sweep, best().first()).map(this::inside).orElse("");
    }

    private String pairedBySeed() {
        Ties ties = new Ties(results.best(sweep, Ties.MOST), sweep.objective(), Map.of());
        List<Trial> alike = trials(ties.rivals());
        List<Trial> untested = trials(ties.untested());
        boolean allWorse = alike.isEmpty() && untested.isEmpty();
        return "\n" + (allWorse ? "All others are significantly worse by a t-test paired by seed (5%).\n" : "")
                + line("Not significantly different from it by a t-test paired by seed (5%)", alike)
                + line("Not tested against it (fewer than two seeds in common)", untested);
    }

    private static List<Trial> trials(List<Point> points) {
        return points.stream().flatMap(point -> point.trials().stream()).toList();
    }

    private static String line(String what, List<Trial> trials) {
        return trials.isEmpty() ? "" : "%s: %s\n".formatted(what, named(trials, trials.size()));
    }

    private String inside(Outcome.Interval interval) {
        String where = "inside its 95%% bootstrap interval of %s, %s to %s"
                .formatted(sweep.objective(), Phrases.metric(interval.low()), Phrases.metric(interval.high()));
        long others = results.countInside(sweep, interval) - 1;
        List<Trial> tied =
                trials(new Ties(points, sweep.objective(), Map.of(best().first().number(), interval)).rivals());
        return tied.isEmpty()
                ? "\nNo other trial is %s.\n".formatted(where)
                : "\nAlso %s (an interval, not a test): %s\n".formatted(where, named(tied, others));
    }

    private static String named(List<Trial> tied, long count) {
        List<Trial> first = tied.subList(0, Math.min(NAMED, tied.size()));
        String more = count > first.size() ? " and %,d more".formatted(count - first.size()) : "";
        return "trial%s %s%s".formatted(count == 1 ? "" : "s", numbers(first), more);
    }

    static String numbers(List<Trial> trials) {
        return trials.stream().map(trial -> Long.toString(trial.number())).collect(Collectors.joining(", "));
    }
}
