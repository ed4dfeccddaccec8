package ctrsweep.search.prune;

import static ctrsweep.search.prune.MadeUpCurves.ended;
import static ctrsweep.search.prune.MadeUpCurves.running;
import static ctrsweep.search.prune.MadeUpCurves.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BandPrunerTest {
    private static final BandPruner PRUNER = new BandPruner(List.of(3, 9), 3, false);

    @Test
    void comparesEveryTrialAtEachBandAndNowhereElse() {
        assertThat(stops(PRUNER, running(2, 9, 9), ended(1, 1, 1, 1))).isFalse();
        assertThat(stops(PRUNER, running(2, 9, 9, 9), ended(1, 1, 1, 1))).isTrue();
        assertThat(stops(PRUNER, running(2, 9, 9, 9, 9), ended(1, 1, 1, 1))).isFalse();
    }

    @Test
    void theFirstHasNobodyToBeWorseThan() {
        assertThat(stops(PRUNER, running(1, 9, 9, 9))).isFalse();
    }

    /// Three trials reached the band: index floor(3 / 3) = 1 is the second best, so the third stops.
    @Test
    void theTrialAtThePlaceOfTheShareStillGoesOn() {
        assertThat(stops(PRUNER, running(3, 5, 5, 2), ended(1, 5, 5, 1), ended(2, 5, 5, 3)))
                .isFalse();
        assertThat(stops(PRUNER, running(3, 5, 5, 4), ended(1, 5, 5, 1), ended(2, 5, 5, 3)))
                .isTrue();
    }

    /// Only the best of three trials continues.
    @Test
    void strictLetsOnlyTheShareItselfGoOn() {
        BandPruner strict = new BandPruner(List.of(3), 3, true);
        assertThat(stops(strict, running(3, 5, 5, 2), ended(1, 5, 5, 1), ended(2, 5, 5, 3)))
                .isTrue();
        assertThat(stops(strict, running(3, 5, 5, 1), ended(1, 5, 5, 1), ended(2, 5, 5, 3)))
                .isFalse();
    }

    @Test
    void comparesTheLossAtTheBandAndNotTheBestBefore() {
        assertThat(stops(PRUNER, running(2, 0, 0, 2), ended(1, 5, 5, 1))).isTrue();
    }

    @Test
    void aTrialWithoutANumberStops() {
        assertThat(stops(PRUNER, running(2, 1, 1, Double.NaN), ended(1, 5, 5, 1)))
                .isTrue();
        assertThat(stops(PRUNER, running(2, 1, 1, Double.NaN))).isTrue();
    }

    @Test
    void whatItStopsNeverGoesOn() {
        assertThat(PRUNER.pauses()).isFalse();
        assertThat(PRUNER.promotes(List.of(ended(1, 1, 1, 1)))).isEmpty();
    }

    @Test
    void refusesBandsThatDoNotAscend() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BandPruner(List.of(), 3, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BandPruner(List.of(9, 3), 3, false))
                .withMessage("bands must ascend, not [9, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> new BandPruner(List.of(0, 3), 3, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BandPruner(List.of(3), 1, false))
                .withMessage("eta must be above 1, not 1.0");
    }
}
