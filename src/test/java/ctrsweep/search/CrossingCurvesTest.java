package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.tpe.TpeSampler;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Space;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Searches of [CrossingCurves] with the epochs of 20 trials.
class CrossingCurvesTest {
    private static final int SEEDS = 40;

    /// TPE that ranked every pruned trial below all completed ones had .028, because Hyperband's last bracket
    /// completes poor trials too.
    @Test
    void tpeLearnsFromAllBracketsOfHyperband() {
        double random = regret(RandomSampler::new);
        double tpe = regret((space, seed) -> new TpeSampler(space, seed, TpeSettings.DEFAULTS));
        System.out.printf("mean regret with Hyperband where curves cross: random %.4f, TPE %.4f%n", random, tpe);
        assertThat(tpe).isLessThan(random / 2).isLessThan(0.02);
    }

    private static double regret(BiFunction<Space, Long, Sampler> sampler) {
        CrossingCurves curves = new CrossingCurves();
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> curves.regret(
                        sampler.apply(curves.space(), seed),
                        Optional.of(new HyperbandPruner(1, CrossingCurves.EPOCHS, 3)),
                        20 * CrossingCurves.EPOCHS))
                .average()
                .orElseThrow();
    }
}
