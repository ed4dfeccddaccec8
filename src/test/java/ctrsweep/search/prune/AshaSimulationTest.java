package ctrsweep.search.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ctrsweep.search.Pruner;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Simulated sweeps over made-up learning curves, compared with training 81 trials for all 27 epochs = 2187. The
/// bounds leave some room below the results, which were the number of 100 worlds in which the best trial was found:
///
/// | | one worker | four workers |
/// |---|---|---|
/// | asha from 2 epochs | 100, for 0.22 of the epochs | 100, for 0.22 |
/// | asha from 1 epoch | 85, for 0.14 | 84, for 0.14 |
/// | hyperband from 1 epoch | 92, for 0.31 | 92, for 0.31 |
/// | median | 92, for 0.29 | 97, for 0.34 |
class AshaSimulationTest {
    private static final int TRIALS = 81;
    private static final int EPOCHS = 27;
    private static final int FULL = TRIALS * EPOCHS;
    private static final int WORLDS = 100;

    static final List<Arguments> CASES = List.of(
            argumentSet("asha", new AshaPruner(2, EPOCHS, 3), 1, 95, 0.25),
            argumentSet("asha, four workers", new AshaPruner(2, EPOCHS, 3), 4, 95, 0.25),
            argumentSet("asha from 1 epoch", new AshaPruner(1, EPOCHS, 3), 1, 80, 0.17),
            argumentSet("asha from 1 epoch, four workers", new AshaPruner(1, EPOCHS, 3), 4, 80, 0.17),
            argumentSet("hyperband", new HyperbandPruner(1, EPOCHS, 3), 1, 88, 0.33),
            argumentSet("hyperband, four workers", new HyperbandPruner(1, EPOCHS, 3), 4, 88, 0.33),
            argumentSet("median", new MedianPruner(5, 1, 1), 1, 88, 0.38),
            argumentSet("median, four workers", new MedianPruner(5, 1, 1), 4, 88, 0.38));

    /// @param atLeast worlds of 100 whose best trial is found
    /// @param share of the full sweep's epochs that this takes at most, on average
    @ParameterizedTest
    @FieldSource("CASES")
    void findsTheBestTrialForAFractionOfTheEpochs(Pruner pruner, int workers, int atLeast, double share) {
        int found = 0;
        long epochs = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            LearningCurves world = LearningCurves.of(TRIALS, EPOCHS, seed);
            SimulatedSweep sweep = new SimulatedSweep(world, pruner, seed).run(workers);
            found += sweep.best() == world.best() ? 1 : 0;
            epochs += sweep.trained();
        }
        assertThat(found).isGreaterThanOrEqualTo(atLeast);
        assertThat((double) epochs / WORLDS / FULL).isLessThanOrEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void ashaFindsTheBestInNineOfTenSweepsForAThirdOfTheEpochs(int workers) {
        int found = 0;
        for (int seed = 0; seed < 10; seed++) {
            LearningCurves world = LearningCurves.of(TRIALS, EPOCHS, seed);
            SimulatedSweep sweep = new SimulatedSweep(world, new AshaPruner(2, EPOCHS, 3), seed).run(workers);
            assertThat(sweep.trained()).isLessThanOrEqualTo(FULL / 3);
            found += sweep.best() == world.best() ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(9);
    }

    @Test
    void theFirstEpochsTellSomeOfTheLastButNotAll() {
        assertThat(IntStream.range(0, 10).mapToObj(seed -> LearningCurves.of(TRIALS, EPOCHS, seed)))
                .allSatisfy(world -> {
                    assertThat(world.correlation(1, EPOCHS)).isBetween(0.5, 0.8);
                    assertThat(world.correlation(3, EPOCHS)).isBetween(0.85, 0.95);
                });
    }

    @Test
    void withoutAPrunerTheFullSweepIsTrained() {
        LearningCurves world = LearningCurves.of(TRIALS, EPOCHS, 0);
        SimulatedSweep sweep = new SimulatedSweep(world, (_, _) -> false, 0).run(4);
        assertThat(sweep.trained()).isEqualTo(FULL);
        assertThat(sweep.best()).isEqualTo(world.best());
    }
}
