package ctrsweep.report.page;

import static ctrsweep.report.page.MadeUp.completed;
import static ctrsweep.report.page.MadeUp.during;
import static ctrsweep.report.page.MadeUp.epoch;
import static ctrsweep.report.page.MadeUp.trial;
import static ctrsweep.report.page.MadeUp.unfinished;
import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.page.BestSoFar.Step;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepComparisonTest {
    private static final Domain LR = new Interval(
            new BigDecimal("0.1"), new BigDecimal("1"), Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);

    private static ReportedSweep sweep(String name, Metric objective, Goal goal, TrialDetails... trials) {
        return new ReportedSweep(
                name,
                new PageSource.Sweep("random", 1, false, Optional.empty(), MadeUp.BEGUN, MadeUp.BEGUN),
                objective,
                goal,
                List.of("training.lr"),
                Map.of("training.lr", LR),
                Map.of(),
                List.of(trials));
    }

    /// Trial 1 ended before trial 0; the pruned one ended last.
    private static ReportedSweep first() {
        return sweep(
                "first",
                MadeUp.AUC,
                Goal.MAXIMIZE,
                during(trial(completed(0, 1, StopReason.PATIENCE, 2, 1, 0.8), epoch(1, 0.8, 0.5, 0.5)), 0, 3600),
                during(trial(completed(1, 2, StopReason.PATIENCE, 3, 1, 0.7), epoch(1, 0.7, 0.5, 0.5)), 0, 1800),
                during(trial(unfinished(2, TrialState.PRUNED, Optional.of(StopReason.PRUNED), 1)), 1800, 7200));
    }

    private static ReportedSweep second(Metric objective, Goal goal) {
        return sweep("second", objective, goal, trial(completed(0, 1, StopReason.PATIENCE, 4, 1, 0.6)));
    }

    private static SweepComparison beside(ReportedSweep... sweeps) {
        return SweepComparison.of(
                List.of(sweeps), List.of(sweeps).stream().map(SweepFacts::of).toList());
    }

    private static List<String> row(SweepComparison comparison, int row) {
        return comparison.table().rows().get(row).stream()
                .map(cell -> cell instanceof Cell.Is(var value) ? value.toString() : "")
                .toList();
    }

    /// The first sweep has 2 + 3 + 1 epochs in two hours; each trial takes a second.
    @Test
    void tellsOfEachSweepHowItWent() {
        SweepComparison comparison = beside(first(), second(MadeUp.AUC, Goal.MAXIMIZE));
        assertThat(comparison.note()).isEqualTo("All sweeps maximize val.auc.");
        assertThat(comparison.table().names())
                .containsExactly(
                        "sweep",
                        "method",
                        "trials",
                        "completed",
                        "pruned",
                        "maximize val.auc",
                        "seeds",
                        "epochs",
                        "hours",
                        "trial_hours");
        assertThat(row(comparison, 0))
                .containsExactly("first", "random", "3", "2", "1", "0.8", "1", "6", "2.0", Double.toString(3 / 3600.0));
        assertThat(row(comparison, 1)).startsWith("second", "random", "1", "1", "0", "0.6", "1", "4", "0.0");
    }

    @Test
    void theBestOfEachHasItsSettings() {
        SweepComparison.Settings settings =
                beside(first(), second(MadeUp.AUC, Goal.MAXIMIZE)).settings();
        assertThat(settings.columns()).containsExactly("setting", "first", "second");
        assertThat(settings.rows()).containsExactly(List.of("training.lr", "0.1", "0.1"));
    }

    /// The best is 0.7 after half an hour and 0.8 from one hour until the end.
    @Test
    void theBestSoFarComesAboutInTime() {
        ObjectiveGroup group =
                beside(first(), second(MadeUp.AUC, Goal.MAXIMIZE)).groups().getFirst();
        assertThat(group.sweeps()).containsExactly(0, 1);
        assertThat(group.byTime())
                .containsExactly(List.of(new Step(1800, 0.7), new Step(3600, 0.8), new Step(7200, 0.8)), List.of());
    }

    @Test
    void sweepsOfOtherObjectivesShareNoChart() {
        SweepComparison comparison = beside(first(), sweep("second", MadeUp.LOSS, Goal.MINIMIZE));
        assertThat(comparison.note())
                .startsWith(
                        "Their objectives differ: maximize val.auc (first); minimize val.logloss (second). Only sweeps");
        assertThat(comparison.groups()).isEmpty();
        assertThat(beside(first(), second(MadeUp.AUC, Goal.MINIMIZE)).groups())
                .as("the same metric, but another goal")
                .isEmpty();
    }

    @Test
    void aSweepWithoutTrialsStandsInTheTable() {
        SweepComparison comparison = beside(first(), sweep("empty", MadeUp.AUC, Goal.MAXIMIZE));
        assertThat(row(comparison, 1)).startsWith("empty", "random", "0", "0", "0", "", "", "0", "0.0");
        assertThat(comparison.settings().rows()).containsExactly(List.of("training.lr", "0.1", ""));
        assertThat(comparison.groups().getFirst().byTime().getLast()).isEmpty();
    }
}
