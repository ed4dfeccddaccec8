package ctrsweep.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialDetails;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageHeaderTest {

    /// The trial with the i-th highest AUC has the i-th lowest one after epoch 1, and the i-th highest from epoch 2.
    @Test
    void tellsHowWellEarlyEpochsPredictTheFinalRanks() {
        List<TrialDetails> trials = IntStream.range(0, 8)
                .mapToObj(i -> MadeUp.trial(
                        MadeUp.completed(i, i + 1, StopReason.LAST_EPOCH, 3, 3, 0.8 - 0.01 * i),
                        epoch(1, 0.5 + 0.01 * i),
                        epoch(2, 0.7 - 0.01 * i),
                        epoch(3, 0.8 - 0.01 * i)))
                .toList();
        assertThat(header(trials).ranks())
                .isEqualTo("Rank correlation with the final val.auc: -1.00 after epoch 1 (8 trials), 1.00 after epoch 2"
                        + " (8 trials). Only trials that ran to their end count.");
        assertThat(header(trials.subList(0, 7)).ranks()).isEmpty();
    }

    private static EpochReport epoch(int number, double auc) {
        return MadeUp.epoch(number, auc, 0.5, 0.5);
    }

    private static PageHeader header(List<TrialDetails> trials) {
        return PageHeader.of(MadeUp.sweep(Goal.MAXIMIZE, Map.of(), trials), ZoneOffset.UTC);
    }
}
