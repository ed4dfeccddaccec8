package ctrsweep.peers;

import ctrsweep.search.CrossingCurves;
import ctrsweep.search.LearningCurveProblem;
import ctrsweep.search.LearningCurveTable;
import ctrsweep.search.Pruner;
import ctrsweep.search.RandomSampler;
import ctrsweep.search.Sampler;
import ctrsweep.search.gp.GpSampler;
import ctrsweep.search.prune.AshaPruner;
import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.tpe.TpeSampler;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Space;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Samplers with pruners: regret over 20 seeds. On [LearningCurveTable] they have a tenth of the epochs of all its
/// trials, on [CrossingCurves] those of 20 trials.
@Tag("peers")
class SearchOfCurvesTest {
    private static final int SEEDS = 20;
    private static final int EPOCHS = LearningCurveTable.EPOCHS;

    private static final Map<String, BiFunction<Space, Long, Sampler>> SAMPLERS = new LinkedHashMap<>();
    private static final Map<String, Optional<Pruner>> PRUNERS = new LinkedHashMap<>();

    static {
        SAMPLERS.put("random", RandomSampler::new);
        SAMPLERS.put("tpe", (space, seed) -> new TpeSampler(space, seed, TpeSettings.DEFAULTS));
        SAMPLERS.put("gp", (space, seed) -> new GpSampler(space, seed, OptionalInt.of(EPOCHS)));
        PRUNERS.put("none", Optional.empty());
        PRUNERS.put("asha from 1", Optional.of(new AshaPruner(1, EPOCHS, 3)));
        PRUNERS.put("asha from 3", Optional.of(new AshaPruner(3, EPOCHS, 3)));
        PRUNERS.put("hyperband from 1", Optional.of(new HyperbandPruner(1, EPOCHS, 3)));
        PRUNERS.put("hyperband from 3", Optional.of(new HyperbandPruner(3, EPOCHS, 3)));
    }

    @Test
    void compares() throws IOException {
        LearningCurveTable table = LearningCurveTable.read();
        compare(table, table.size() * EPOCHS / 10);
    }

    @Test
    void comparesWhereCurvesCross() {
        compare(new CrossingCurves(), 20 * CrossingCurves.EPOCHS);
    }

    private static void compare(LearningCurveProblem problem, int budget) {
        SAMPLERS.forEach((sampler, made) -> PRUNERS.forEach((pruner, prunes) -> {
            double[] regrets = LongStream.range(0, SEEDS)
                    .mapToDouble(seed -> problem.regret(made.apply(problem.space(), seed), prunes, budget))
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-17s regret: median %.4f, mean %.4f%n",
                    sampler,
                    pruner,
                    StatUtils.percentile(regrets, 50),
                    StatUtils.mean(regrets));
        }));
    }
}
