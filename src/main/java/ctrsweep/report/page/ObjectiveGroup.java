package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import java.util.List;
import java.util.Optional;

/// Sweeps that share an objective, and so can share a chart.
///
/// @param sweeps their places on the page
/// @param curves the axis range of the winners' curves
/// @param range the axis range of the best value so far
/// @param byTime the best value so far of each sweep
record ObjectiveGroup(
        Metric objective,
        Goal goal,
        List<Integer> sweeps,
        ValueRange curves,
        ValueRange range,
        List<List<BestSoFar.Step>> byTime) {
    /// Share of the worst values that the axis cuts off.
    private static final double CUT_OFF = 0.1;

    /// @param all the sweeps of the page
    /// @param sweeps the places of those that share an objective
    static ObjectiveGroup of(List<ComparedSweep> all, List<Integer> sweeps) {
        List<ComparedSweep> group = sweeps.stream().map(all::get).toList();
        Metric objective = group.getFirst().reported().objective();
        Goal goal = group.getFirst().reported().goal();
        List<double[]> curves =
                group.stream().flatMap(sweep -> sweep.winnersCurves().stream()).toList();
        List<Optional<Double>> best = group.stream()
                .flatMap(sweep -> sweep.facts().bestSoFar().stream())
                .filter(Double::isFinite)
                .map(Optional::of)
                .toList();
        return new ObjectiveGroup(
                objective,
                goal,
                sweeps,
                ValueRange.of(curves, new double[0], goal::loss, CUT_OFF),
                ValueRange.ofObjectives(best, goal),
                group.stream().map(sweep -> BestSoFar.byTime(sweep.reported())).toList());
    }
}
