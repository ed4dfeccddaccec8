package ctrsweep.search.prune;

import static ctrsweep.search.prune.MadeUpCurves.running;
import static ctrsweep.search.prune.MadeUpCurves.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.search.Pruner;
import org.junit.jupiter.api.Test;

class PatiencePrunerTest {
    private static final Pruner PRUNER = new PatiencePruner(2, 0.125);

    @Test
    void stopsAfterSoManyEpochsInARowWithoutAnImprovement() {
        // Best at epoch 2; epochs 3 and 4 are no better.
        assertThat(stops(PRUNER, running(0, 1, 0.5, 0.75))).isFalse();
        assertThat(stops(PRUNER, running(0, 1, 0.5, 0.75, 0.5))).isTrue();
        assertThat(stops(PRUNER, running(0, 1, 0.5, 0.75, 0.25))).isFalse();
    }

    @Test
    void anImprovementIsMoreThanTheDelta() {
        // 1 - 0.125 is not below 1 by more than 0.125; 0.75 is.
        assertThat(stops(PRUNER, running(0, 1, 0.875, 0.875))).isTrue();
        assertThat(stops(PRUNER, running(0, 1, 0.875, 0.75))).isFalse();
        // Steps below min_delta do not move the best, so they add up: 0.8125 < 1 - 0.125 at epoch 3.
        assertThat(stops(PRUNER, running(0, 1, 0.9375, 0.8125, 0.8125))).isFalse();
        assertThat(stops(PRUNER, running(0, 1, 0.9375, 0.8125, 0.8125, 0.8125))).isTrue();
    }

    @Test
    void theFirstNumberIsAnImprovement() {
        double none = Double.NaN;
        assertThat(stops(PRUNER, running(0, none, 1))).isFalse();
        assertThat(stops(PRUNER, running(0, none, 1, 1))).isFalse();
        assertThat(stops(PRUNER, running(0, none, 1, none, 1))).isTrue();
        assertThat(stops(PRUNER, running(0, none, none, none))).isTrue();
        assertThat(stops(PRUNER, running(0))).isFalse();
    }

    @Test
    void refusesWhatIsNoPatience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PatiencePruner(0, 0))
                .withMessage("patience must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PatiencePruner(1, -0.5))
                .withMessage("min_delta must be a number of at least 0, not -0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PatiencePruner(1, Double.NaN))
                .withMessage("min_delta must be a number of at least 0, not NaN");
    }
}
