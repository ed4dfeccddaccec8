package ctrsweep.search.prune;

import static ctrsweep.search.prune.MadeUpCurves.running;
import static ctrsweep.search.prune.MadeUpCurves.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.search.Pruner;
import org.junit.jupiter.api.Test;

class ThresholdPrunerTest {
    private static final Pruner PRUNER = new ThresholdPruner(0.1, 0.6, 1);

    @Test
    void theLatestLossMustBeWithinTheBounds() {
        assertThat(stops(PRUNER, running(0, 0.5, 0.6))).isFalse();
        assertThat(stops(PRUNER, running(0, 0.5, 0.61))).isTrue();
        assertThat(stops(PRUNER, running(0, 0.5, 0.1))).isFalse();
        assertThat(stops(PRUNER, running(0, 0.5, 0.09))).isTrue();
        assertThat(stops(PRUNER, running(0, 0.5, Double.NaN))).isTrue();
    }

    @Test
    void whatWasOutOfBoundsBeforeIsForgiven() {
        assertThat(stops(PRUNER, running(0, 0.9, 0.9, 0.5))).isFalse();
    }

    @Test
    void noTrialStopsWithinTheWarmup() {
        assertThat(stops(PRUNER, running(0))).isFalse();
        assertThat(stops(PRUNER, running(0, 0.9))).isFalse();
        assertThat(stops(PRUNER, running(0, Double.NaN))).isFalse();
    }

    @Test
    void aMetricThatIsMaximisedHasItsLowerBoundNegatedAsUpper() {
        // An AUC of at least 0.55 is a loss of at most -0.55.
        Pruner auc = new ThresholdPruner(Double.NEGATIVE_INFINITY, -0.55, 0);
        assertThat(stops(auc, running(0, -0.56))).isFalse();
        assertThat(stops(auc, running(0, -0.54))).isTrue();
    }

    @Test
    void refusesBoundsThatBoundNothing() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThresholdPruner(0.5, 0.4, 0))
                .withMessage("lower must be below upper: 0.5 is not below 0.4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThresholdPruner(0.5, Double.NaN, 0))
                .withMessage("lower must be below upper: 0.5 is not below NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThresholdPruner(-infinity, infinity, 0))
                .withMessage("needs a lower or an upper bound");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThresholdPruner(0, 1, -1))
                .withMessage("warmup must be at least 0, not -1");
    }
}
