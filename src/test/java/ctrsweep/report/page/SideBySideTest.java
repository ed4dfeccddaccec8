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
import ctrsweep.report.page.History.Step;
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

class SideBySideTest {
    private static final Domain LR = new Interval(
            new BigDecimal("0.1"), new BigDecimal("1"), Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);

    private static SearchedSweep sweep(String name, Metric objective, Goal goal, TrialDetails... trials) {
        return new SearchedSweep(
                name,
                new PageSource.Sweep("random", 1, false, MadeUp.BEGUN, MadeUp.BEGUN),
                objective,
                goal,
                List.of("training.lr"),
                Map.of("training.lr", LR),
                Map.of(),
                List.of(trials));
    }

    /// Trial 1 ended before trial 0; the pruned one ended last.
    private static SearchedSweep first() {
        return sweep(
                "first",
                MadeUp.AUC,
                Goal.MAXIMIZE,
                during(trial(completed(0, 1, StopReason.PATIENCE, 2, 1, 0.8), epoch(1, 0.8, 0.5, 0.5)), 0, 3600),
                during(trial(completed(1, 2, StopReason.PATIENCE, 3, 1, 0.7), epoch(1, 0.7, 0.5, 0.5)), 0, 1800),
                during(trial(unfinished(2, TrialState.PRUNED, Optional.of(StopReason.PRUNED), 1)), 1800, 7200));
    }

    private static SearchedSweep second(Metric objective, Goal goal) {
        return sweep("second", objective, goal, trial(completed(0, 1, StopReason.PATIENCE, 4, 1, 0.6)));
    }

    private static SideBySide beside(SearchedSweep... sweeps) {
        return SideBySide.of(
                List.of(sweeps), List.of(sweeps).stream().map(SweepFacts::of).toList());
    }

    private static List<String> row(SideBySide sideBySide, int row) {
        return sideBySide.table().rows().get(row).stream()
                .map(cell -> cell instanceof Cell.Is(var value) ? value.toString() : "")
                .toList();
    }

    /// 2 + 3 + 1 epochs in two hours, each trial of a second.
    @Test
    void tellsOfEachSweepHowItWent() {
        SideBySide sideBySide = beside(first(), second(MadeUp.AUC, Goal.MAXIMIZE));
        assertThat(sideBySide.note()).isEqualTo("All are to maximize val.auc.");
        assertThat(sideBySide.table().names())
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
        assertThat(row(sideBySide, 0))
                .containsExactly("first", "random", "3", "2", "1", "0.8", "1", "6", "2.0", Double.toString(3 / 3600.0));
        assertThat(row(sideBySide, 1)).startsWith("second", "random", "1", "1", "0", "0.6", "1", "4", "0.0");
    }

    @Test
    void theBestOfEachHasItsSettings() {
        SideBySide.Settings settings =
                beside(first(), second(MadeUp.AUC, Goal.MAXIMIZE)).settings();
        assertThat(settings.columns()).containsExactly("setting", "first", "second");
        assertThat(settings.rows()).containsExactly(List.of("training.lr", "0.1", "0.1"));
    }

    /// 0.7 after half an hour, 0.8 after an hour, and no better until the end.
    @Test
    void theBestSoFarComesAboutInTime() {
        ComparedSweeps race =
                beside(first(), second(MadeUp.AUC, Goal.MAXIMIZE)).races().getFirst();
        assertThat(race.sweeps()).containsExactly(0, 1);
        assertThat(race.byTime())
                .containsExactly(List.of(new Step(1800, 0.7), new Step(3600, 0.8), new Step(7200, 0.8)), List.of());
    }

    @Test
    void sweepsOfOtherObjectivesShareNoChart() {
        SideBySide sideBySide = beside(first(), sweep("second", MadeUp.LOSS, Goal.MINIMIZE));
        assertThat(sideBySide.note())
                .startsWith(
                        "Their objectives differ: maximize val.auc (first); minimize val.logloss (second). Only sweeps");
        assertThat(sideBySide.races()).isEmpty();
        assertThat(beside(first(), second(MadeUp.AUC, Goal.MINIMIZE)).races())
                .as("the same metric, but another goal")
                .isEmpty();
    }

    @Test
    void aSweepWithoutTrialsStandsInTheTable() {
        SideBySide sideBySide = beside(first(), sweep("empty", MadeUp.AUC, Goal.MAXIMIZE));
        assertThat(row(sideBySide, 1)).startsWith("empty", "random", "0", "0", "0", "", "", "0", "0.0");
        assertThat(sideBySide.settings().rows()).containsExactly(List.of("training.lr", "0.1", ""));
        assertThat(sideBySide.races().getFirst().byTime().getLast()).isEmpty();
    }
}
