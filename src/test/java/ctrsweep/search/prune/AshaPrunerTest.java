package ctrsweep.search.prune;

import static ctrsweep.search.prune.MadeUpCurves.ended;
import static ctrsweep.search.prune.MadeUpCurves.pruned;
import static ctrsweep.search.prune.MadeUpCurves.running;
import static ctrsweep.search.prune.MadeUpCurves.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AshaPrunerTest {
    private static final double NONE = Double.NaN;

    /// Rungs after epochs 1, 3 and 9; 27 is the end.
    private static final Pruner PRUNER = new AshaPruner(1, 27, 3);

    @Test
    void rungsLieBelowTheLastEpoch() {
        assertThat(rungs(1, 27, 3)).containsExactly(1, 3, 9);
        assertThat(rungs(1, 28, 3)).containsExactly(1, 3, 9, 27);
        assertThat(rungs(2, 20, 3)).containsExactly(2, 6, 18);
        assertThat(rungs(4, 5, 2)).containsExactly(4);
        assertThat(rungs(1_000_000_000, Integer.MAX_VALUE, 3)).containsExactly(1_000_000_000);
        assertThat(rungs(1, Integer.MAX_VALUE, Integer.MAX_VALUE)).containsExactly(1);
    }

    @Test
    void theBestThirdGoOn() {
        // floor(2/3) = 0 of two, floor(3/3) = 1 of three, floor(6/3) = 2 of six.
        assertThat(stops(PRUNER, running(9, 0.1), pruned(0, 0.5))).isTrue();
        assertThat(stops(PRUNER, running(9, 0.1), pruned(0, 0.5), pruned(1, 0.6)))
                .isFalse();
        assertThat(stops(PRUNER, running(9, 0.55), pruned(0, 0.5), pruned(1, 0.6)))
                .isTrue();
        Curve[] five = {pruned(0, 0.5), pruned(1, 0.6), pruned(2, 0.7), pruned(3, 0.8), pruned(4, 0.9)};
        assertThat(stops(PRUNER, running(9, 0.55), five)).isFalse();
        assertThat(stops(PRUNER, running(9, 0.65), five)).isTrue();
    }

    @Test
    void betweenRungsNobodyStops() {
        Curve[] better = {ended(0, 0.1, 0.1, 0.1), ended(1, 0.1, 0.1, 0.1), pruned(2, 0.1, 0.1, 0.1)};
        assertThat(stops(PRUNER, running(9), better)).isFalse();
        assertThat(stops(PRUNER, running(9, 0.5, 0.5), better)).isFalse();
        assertThat(stops(PRUNER, running(9, 0.5, 0.5, 0.5), better)).isTrue();
        assertThat(stops(PRUNER, running(9, 0.5, 0.5, 0.5, 0.5), better)).isFalse();
    }

    @Test
    void allThatReachedTheRungCompeteWithTheirBestUpToIt() {
        // Best losses up to epoch 3: 0.3 (its 0.1 came later), 0.2 (in epoch 1), none. One of four trials continues, so
        // its loss must be below 0.2.
        Curve[] others = {ended(0, 0.5, 0.4, 0.3, 0.1), running(1, 0.2, 0.4, 0.4, 0.4), ended(2, NONE, NONE, NONE)};
        assertThat(stops(PRUNER, running(9, 0.5, 0.5, 0.19), others)).isFalse();
        assertThat(stops(PRUNER, running(9, 0.5, 0.19, 0.5), others)).isFalse();
        assertThat(stops(PRUNER, running(9, 0.5, 0.5, 0.21), others)).isTrue();
    }

    @Test
    void equalsAreRankedByNumber() {
        assertThat(stops(PRUNER, running(1, 0.5), pruned(0, 0.5), pruned(2, 0.5)))
                .isTrue();
        assertThat(stops(PRUNER, running(0, 0.5), pruned(1, 0.5), pruned(2, 0.5)))
                .isFalse();
        assertThat(PRUNER.promotes(List.of(pruned(2, 0.5), pruned(1, 0.5), pruned(3, 0.5))))
                .hasValue(1);
    }

    @Test
    void promotesTheBestOnceItIsInTheTop() {
        assertThat(PRUNER.promotes(List.of(pruned(0, 0.5), pruned(1, 0.4)))).isEmpty();
        assertThat(PRUNER.promotes(List.of(pruned(0, 0.5), pruned(1, 0.4), pruned(2, 0.6))))
                .hasValue(1);
        // One of three trials may continue, and trial 1 has.
        assertThat(PRUNER.promotes(List.of(pruned(0, 0.5), running(1, 0.4), pruned(2, 0.6))))
                .isEmpty();
        assertThat(PRUNER.promotes(List.of(pruned(0, 0.5), running(1, 0.4, 0.4), pruned(2, 0.6))))
                .isEmpty();
        // Two of six trials may continue: trial 0 is the second.
        assertThat(PRUNER.promotes(List.of(
                        pruned(0, 0.5),
                        pruned(1, 0.4, 0.4, 0.4),
                        pruned(2, 0.6),
                        ended(3, 0.7),
                        ended(4, 0.8),
                        running(5, 0.9, 0.9))))
                .hasValue(0);
    }

    @Test
    void promotesFromTheHighestRungFirst() {
        List<Curve> curves = List.of(
                pruned(0, 0.1),
                pruned(1, 0.5, 0.5, 0.5),
                pruned(2, 0.4, 0.4, 0.4),
                pruned(3, 0.6, 0.6, 0.6),
                pruned(4, 0.9),
                pruned(5, 0.9));
        // One of the three trials at epoch 3 comes first, although trial 0 is the best of the six at epoch 1.
        assertThat(PRUNER.promotes(curves)).hasValue(2);
        List<Curve> after = new ArrayList<>(curves);
        after.set(2, curves.get(2).now(Curve.Standing.RUNNING));
        assertThat(PRUNER.promotes(after)).hasValue(0);
    }

    @Test
    void whatStandsAtNoRungOrHasNoNumberIsNotPromoted() {
        assertThat(PRUNER.promotes(List.of(pruned(0, 0.1, 0.1), pruned(1, 0.5), pruned(2, 0.6))))
                .isEmpty();
        assertThat(PRUNER.promotes(List.of(pruned(0, NONE), pruned(1, NONE), pruned(2, NONE))))
                .isEmpty();
        assertThat(stops(PRUNER, running(0, NONE), pruned(1, NONE), pruned(2, NONE)))
                .isTrue();
        // A trial without a number counts: one of three may continue.
        assertThat(PRUNER.promotes(List.of(pruned(0, NONE), pruned(1, 0.6), pruned(2, 0.5))))
                .hasValue(2);
    }

    @Test
    void decidesAsOptunaDoesOnceThereAreEnough() {
        // Optuna 5.0.0, SuccessiveHalvingPruner(min_resource=1, reduction_factor=3, min_early_stopping_rate=0), trials
        // arriving one after the other with one loss at step 1; x: pruned. Optuna cannot pause a trial, so while there
        // are fewer than three it lets the best one continue: here both of the first two, which pause with us.
        double[] losses = {
            .61, .55, .70, .52, .58, .49, .66, .53, .47, .50, .60, .45, .51, .46, .48, .59, .44, .62, .54, .43
        };
        StringBuilder decisions = new StringBuilder();
        List<Curve> arrived = new ArrayList<>();
        for (int trial = 0; trial < losses.length; trial++) {
            Curve curve = running(trial, losses[trial]);
            arrived.add(curve);
            decisions.append(PRUNER.stops(curve, arrived) ? "x" : ".");
        }
        assertThat(decisions).hasToString("xx" + "..x.x.xx..x.x..x.xx.".substring(2));
    }

    @Test
    void refusesWhatHalvesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AshaPruner(1, 27, 1))
                .withMessage("eta must be at least 2, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AshaPruner(0, 27, 3))
                .withMessage("min_epochs must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AshaPruner(5, 5, 3))
                .withMessage("min_epochs must be below max_epochs 5, not 5: no trial would ever be stopped");
    }

    private static List<Integer> rungs(int minEpochs, int maxEpochs, int eta) {
        return Halving.of(minEpochs, maxEpochs, eta).rungs().stream()
                .map(Rung::epochs)
                .toList();
    }
}
