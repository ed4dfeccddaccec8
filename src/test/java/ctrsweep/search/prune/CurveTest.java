package ctrsweep.search.prune;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final Curve CURVE = MadeUpCurves.running(3, Double.NaN, 0.5, 0.75, 0.25);

    @Test
    void theBestIsTheLowestNumberSoFar() {
        assertThat(List.of(CURVE.best(1), CURVE.best(2), CURVE.best(3), CURVE.best(4)))
                .containsExactly(Double.POSITIVE_INFINITY, 0.5, 0.5, 0.25);
        assertThat(CURVE.losses()).containsExactly(Double.NaN, 0.5, 0.75, 0.25);
        assertThat(CURVE.loss(3)).isEqualTo(0.75);
        assertThat(CURVE.epochs()).isEqualTo(4);
    }

    @Test
    void anEpochMoreLeavesTheShorterCurveAsItWas() {
        Curve longer = CURVE.and(0.125);
        assertThat(longer).isEqualTo(MadeUpCurves.running(3, Double.NaN, 0.5, 0.75, 0.25, 0.125));
        assertThat(longer.best(5)).isEqualTo(0.125);
        assertThat(CURVE)
                .isEqualTo(MadeUpCurves.running(3, Double.NaN, 0.5, 0.75, 0.25))
                .isNotEqualTo(longer);
    }

    @Test
    void itsStandingChangesByItself() {
        Curve pruned = CURVE.now(Curve.Standing.PRUNED);
        assertThat(pruned)
                .isEqualTo(MadeUpCurves.pruned(3, Double.NaN, 0.5, 0.75, 0.25))
                .isNotEqualTo(CURVE);
        assertThat(pruned.best(4)).isEqualTo(0.25);
    }
}
