package ctrsweep.report.page;

import static ctrsweep.report.page.MadeUp.AUC;
import static ctrsweep.report.page.MadeUp.completed;
import static ctrsweep.report.page.MadeUp.details;
import static ctrsweep.report.page.MadeUp.epoch;
import static ctrsweep.report.page.MadeUp.trial;
import static ctrsweep.report.page.MadeUp.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingSummaryTest {

    private static TrainingSummary summary(TrialDetails trial) {
        return TrainingSummary.of(trial, AUC, Goal.MAXIMIZE);
    }

    /// The trial stopped after four of ten epochs, since the second was the best.
    @Test
    void tellsWhereATrialWasBestAndWhatWasSaved() {
        TrainingSummary summary = summary(trial(
                completed(0, 1, StopReason.PATIENCE, 4, 2, 0.8),
                epoch(1, 0.7, 0.60, 0.62),
                epoch(2, 0.8, 0.50, 0.55),
                epoch(3, 0.79, 0.40, 0.58),
                epoch(4, 0.78, 0.30, 0.65)));
        assertThat(summary.bestEpoch()).contains(2);
        assertThat(summary.objectiveAtBest()).contains(0.8);
        assertThat(summary.objectiveAtLast()).contains(0.78);
        assertThat(summary.budget()).contains(10);
        assertThat(summary.notRun()).contains(6);
        assertThat(summary.gapAtBest().orElseThrow()).isEqualTo(0.05, within(1e-12));
        assertThat(summary.gapAtLast().orElseThrow()).isEqualTo(0.35, within(1e-12));
        assertThat(summary.fit()).isEqualTo(FitState.OVERFITTING);
        // seconds 1, 2, 3, 4
        assertThat(summary.secondsPerEpoch()).contains(2.5);
    }

    @Test
    void aTrialThatIsBestAtItsEndStillImproves() {
        TrainingSummary summary = summary(trial(
                completed(0, 1, StopReason.LAST_EPOCH, 2, 2, 0.8), epoch(1, 0.7, 0.6, 0.6), epoch(2, 0.8, 0.5, 0.6)));
        assertThat(summary.fit()).isEqualTo(FitState.STILL_IMPROVING);
        assertThat(summary.notRun()).contains(8);
    }

    @Test
    void aTrialWhoseTrainingLossRoseDoesNotOverfit() {
        TrainingSummary summary = summary(trial(
                completed(0, 1, StopReason.PATIENCE, 2, 1, 0.8), epoch(1, 0.8, 0.5, 0.5), epoch(2, 0.7, 0.6, 0.6)));
        assertThat(summary.fit()).isEqualTo(FitState.PAST_ITS_BEST);
    }

    /// The first of two equal epochs is the best; NaN does not count.
    @Test
    void aTrialThatRunsHasABestSoFar() {
        TrainingSummary summary = summary(trial(
                unfinished(0, TrialState.RUNNING, Optional.empty(), 4),
                epoch(1, Double.NaN, 0.5, 0.5),
                epoch(2, 0.7, 0.5, 0.5),
                epoch(3, 0.7, 0.5, 0.5),
                epoch(4, 0.6, 0.4, 0.5)));
        assertThat(summary.bestEpoch()).contains(2);
        assertThat(summary.notRun()).isEmpty();
        assertThat(TrainingSummary.of(
                                trial(
                                        unfinished(0, TrialState.RUNNING, Optional.empty(), 2),
                                        epoch(1, 0.7, 0.5, 0.5),
                                        epoch(2, 0.6, 0.5, 0.5)),
                                AUC,
                                Goal.MINIMIZE)
                        .bestEpoch())
                .contains(2);
    }

    @Test
    void aTrialWithoutEpochsHasNoStory() {
        TrainingSummary summary = summary(trial(unfinished(0, TrialState.FAILED, Optional.of(StopReason.ERROR), 0)));
        assertThat(summary.bestEpoch()).isEmpty();
        assertThat(summary.objectiveAtBest()).isEmpty();
        assertThat(summary.objectiveAtLast()).isEmpty();
        assertThat(summary.gapAtLast()).isEmpty();
        assertThat(summary.secondsPerEpoch()).isEmpty();
        assertThat(summary.fit().words()).isEmpty();
        assertThat(summary.notRun()).contains(10);
    }

    /// No validation metric corresponds to the focal loss, but a program may report its own.
    @Test
    void aGapIsTakenOnlyBetweenEqualQuantities() {
        TrialDetails focal = details(
                completed(0, 1, StopReason.PATIENCE, 1, 1, 0.8),
                List.of(epoch(1, 0.8, 0.1, 0.5)),
                Map.of("loss.name", new Value.Text("focal")),
                List.of(),
                Optional.empty());
        assertThat(summary(focal).gapAtBest()).isEmpty();
        assertThat(summary(focal).budget()).isEmpty();

        Metric ofProgram = Metric.of("val.loss");
        TrialDetails program = details(
                completed(0, 1, StopReason.LAST_EPOCH, 1, 1, 0.8),
                List.of(new EpochReport(1, 0, 1, 0, Map.of(ofProgram, 0.75, TrainingSummary.TRAIN_LOSS, 0.5))),
                Map.of(),
                List.of(),
                Optional.empty());
        assertThat(summary(program).gapAtBest()).contains(0.25);
    }

    @Test
    void saysWhatWasSavedByWhom() {
        List<TrainingSummary> summaries = List.of(
                summary(trial(completed(0, 1, StopReason.PATIENCE, 4, 2, 0.8))),
                summary(trial(completed(1, 2, StopReason.PATIENCE, 10, 9, 0.7))),
                summary(trial(completed(2, 3, StopReason.LAST_EPOCH, 10, 9, 0.7))),
                summary(trial(unfinished(3, TrialState.PRUNED, Optional.of(StopReason.PRUNED), 1))));
        assertThat(new BestEpochs(AUC, summaries).saved())
                .isEqualTo("Early stopping ended 2 trials before the budget did and saved 6 of their 20 epochs (30%)."
                        + " The pruner ended 1 trial before the budget did and saved 9 of their 10 epochs (90%).");
        assertThat(new BestEpochs(AUC, List.of()).saved()).isEmpty();
    }
}
