package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.prune.AshaPruner;
import ctrsweep.search.prune.HyperbandPruner;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Searches of [LearningCurveTable] with a tenth of the epochs of all its trials.
class LearningCurveTableTest {
    private static final int SEEDS = 200;

    /// By default ASHA first compares after a ninth of the epochs.
    @Test
    void ashaThatComparesLaterIsBetterThanNoPrunerAndThanOneThatComparesAfterTheFirstEpoch() throws IOException {
        LearningCurveTable table = LearningCurveTable.read();
        double none = mean(table, Optional.empty());
        double early = mean(table, Optional.of(new AshaPruner(1, LearningCurveTable.EPOCHS, 3)));
        double usual = mean(table, Optional.of(new AshaPruner(3, LearningCurveTable.EPOCHS, 3)));
        double hyperband = mean(table, Optional.of(new HyperbandPruner(3, LearningCurveTable.EPOCHS, 3)));
        System.out.printf(
                "mean regret of random search: no pruner %.4f, ASHA from epoch 1 %.4f, from epoch 3 %.4f,"
                        + " Hyperband from epoch 3 %.4f%n",
                none, early, usual, hyperband);
        assertThat(usual).isLessThan(none).isLessThan(early);
        assertThat(hyperband).isLessThan(none);
    }

    private static double mean(LearningCurveTable table, Optional<Pruner> pruner) {
        LongFunction<Sampler> random = seed -> new RandomSampler(table.space(), seed);
        return LongStream.range(0, SEEDS)
                .mapToDouble(
                        seed -> table.regret(random.apply(seed), pruner, table.size() * LearningCurveTable.EPOCHS / 10))
                .average()
                .orElseThrow();
    }
}
