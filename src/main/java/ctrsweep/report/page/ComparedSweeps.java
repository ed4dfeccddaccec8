package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import java.util.List;
import java.util.Optional;

/// Sweeps of the same objective, which may therefore stand in one chart.
///
/// @param sweeps their places
/// @param curves what is worth seeing of the winners' curves
/// @param range what is worth seeing of the best so far
/// @param byTime how the best of each came about
record ComparedSweeps(
        Metric objective, Goal goal, List<Integer> sweeps, Span curves, Span range, List<List<History.Step>> byTime) {
    private static final double UNSEEN = 0.1;

    /// @param all the sweeps of the page
    /// @param sweeps the places of those of one objective
    static ComparedSweeps of(List<ComparedSweep> all, List<Integer> sweeps) {
        List<ComparedSweep> rivals = sweeps.stream().map(all::get).toList();
        Metric objective = rivals.getFirst().sweep().objective();
        Goal goal = rivals.getFirst().sweep().goal();
        List<double[]> curves =
                rivals.stream().flatMap(rival -> rival.winnersCurves().stream()).toList();
        List<Optional<Double>> best = rivals.stream()
                .flatMap(rival -> rival.facts().bestSoFar().stream())
                .filter(Double::isFinite)
                .map(Optional::of)
                .toList();
        return new ComparedSweeps(
                objective,
                goal,
                sweeps,
                Span.of(curves, new double[0], goal::loss, UNSEEN),
                Span.ofObjectives(best, goal),
                rivals.stream().map(rival -> History.byTime(rival.sweep())).toList());
    }
}
