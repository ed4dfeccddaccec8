package ctrsweep.cli.text;

import ctrsweep.report.PairedSeeds;
import ctrsweep.report.PairedSeeds.Difference;
import ctrsweep.store.Queries;
import ctrsweep.store.SweepSummary;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.TrialResult;
import java.util.List;
import java.util.stream.Collectors;

/// Which trials may be as good as the best. Where it was run with several seeds, those that a t-test paired by seed
/// (5%) does not find different, and those that could not be tested; where with one, those inside the 95% bootstrap
/// interval of its objective.
///
/// @param points the best ones, the very best first
public record TiedPoints(SweepSummary sweep, List<Point> points, Queries queries) {
    private static final int NAMED = 10;

    /// How many points should be given where there are as many.
    public static final int ASKED = NAMED + 1;

    /// Points looked at, from the best on.
    private static final int MOST = 1_000;

    private Point best() {
        return points.getFirst();
    }

    String text() {
        return best().trials().size() > 1
                ? pairedBySeed()
                : queries.interval(sweep, best().first()).map(this::inside).orElse("");
    }

    private String pairedBySeed() {
        List<Point> others = queries.best(sweep, MOST).stream().skip(1).toList();
        List<TrialResult> alike = compared(others, Difference.NOT_SIGNIFICANT);
        List<TrialResult> untested = compared(others, Difference.NOT_TESTED);
        boolean allWorse = alike.isEmpty() && untested.isEmpty();
        return "\n" + (allWorse ? "All others are significantly worse by a t-test paired by seed (5%).\n" : "")
                + line("Not significantly different from it by a t-test paired by seed (5%)", alike)
                + line("Not tested against it (fewer than two seeds in common)", untested);
    }

    private List<TrialResult> compared(List<Point> others, Difference difference) {
        return others.stream()
                .filter(point -> PairedSeeds.compare(best(), point, sweep.objective()) == difference)
                .flatMap(point -> point.trials().stream())
                .toList();
    }

    private static String line(String what, List<TrialResult> trials) {
        return trials.isEmpty() ? "" : "%s: %s\n".formatted(what, named(trials, trials.size()));
    }

    private String inside(Outcome.Interval interval) {
        String where = "inside its 95%% bootstrap interval of %s, %s to %s"
                .formatted(sweep.objective(), Phrases.metric(interval.low()), Phrases.metric(interval.high()));
        long others = queries.countInside(sweep, interval) - 1;
        List<TrialResult> tied = points.stream()
                .skip(1)
                .flatMap(point -> point.trials().stream())
                .filter(trial ->
                        interval.contains(trial.metric(sweep.objective()).orElseThrow()))
                .toList();
        return tied.isEmpty()
                ? "\nNo other trial is %s.\n".formatted(where)
                : "\nAlso %s (an interval, not a test): %s\n".formatted(where, named(tied, others));
    }

    private static String named(List<TrialResult> tied, long count) {
        List<TrialResult> first = tied.subList(0, Math.min(NAMED, tied.size()));
        String more = count > first.size() ? " and %,d more".formatted(count - first.size()) : "";
        return "trial%s %s%s".formatted(count == 1 ? "" : "s", numbers(first), more);
    }

    static String numbers(List<TrialResult> trials) {
        return trials.stream().map(trial -> Long.toString(trial.number())).collect(Collectors.joining(", "));
    }
}
