package ctrsweep.search.prune;

import static ctrsweep.search.prune.MadeUpCurves.pruned;
import static ctrsweep.search.prune.MadeUpCurves.running;
import static ctrsweep.search.prune.MadeUpCurves.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.search.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HyperbandPrunerTest {

    @Test
    void bracketsHaveThePapersSharesOfTrials() {
        // Li et al. 2018, table 1: R = 81, eta = 3 gives 81, 34, 15, 8 and 5 trials that begin with 1, 3, 9, 27 and
        // 81 epochs: 5/5 * 81, 5/4 * 27 = 33.75, 5/3 * 9, 5/2 * 3 = 7.5, 5/1 * 1.
        Brackets brackets = Brackets.of(1, 81, 3);
        assertThat(brackets.length()).isEqualTo(143);
        assertThat(counts(brackets, 0, 143)).containsExactly(81, 34, 15, 8, 5);
        assertThat(counts(brackets, 143_000, 143_143)).containsExactly(81, 34, 15, 8, 5);
    }

    @Test
    void anyRunOfTrialsHasAboutTheseShares() {
        // The exact shares of 40 consecutive trials are 22.7, 9.5, 4.2, 2.2 and 1.4.
        Brackets brackets = Brackets.of(1, 81, 3);
        for (int from = 0; from < 143; from++) {
            List<Integer> counts = counts(brackets, from, from + 40);
            assertThat(counts.get(0)).isBetween(20, 26);
            assertThat(counts.get(1)).isBetween(7, 12);
            assertThat(counts.get(2)).isBetween(2, 6);
            assertThat(counts.get(3)).isBetween(1, 4);
            assertThat(counts.get(4)).isBetween(0, 3);
        }
    }

    @Test
    void manyShapesFillEachRoundExactly() {
        for (int eta = 2; eta <= 5; eta++) {
            for (int max = 2; max <= 130; max++) {
                Brackets brackets = Brackets.of(1, max, eta);
                List<Integer> counts = counts(brackets, 0, brackets.length());
                for (int below = 0; below < brackets.count(); below++) {
                    double exact = brackets.count() * Math.pow(eta, below) / (below + 1);
                    assertThat(counts.get(brackets.count() - 1 - below)).isEqualTo((int) Math.ceil(exact - 1e-9));
                }
            }
        }
    }

    @Test
    void bracketsBeginEverLater() {
        // First rungs after 1, 3 and 9 epochs; the last bracket has none, because a trial has 27 epochs.
        HyperbandPruner pruner = new HyperbandPruner(1, 27, 3);
        assertThat(firstStops(pruner, 27)).containsExactly(1, 3, 9, 27);
        // The last bracket has a rung, because 27 is below 30.
        assertThat(firstStops(new HyperbandPruner(1, 30, 3), 30)).containsExactly(1, 3, 9, 27);
        assertThat(firstStops(new HyperbandPruner(2, 5, 3), 5)).containsExactly(2);
    }

    @Test
    void onlyTrialsOfTheBracketCompete() {
        HyperbandPruner pruner = new HyperbandPruner(1, 27, 3);
        Brackets brackets = pruner.brackets();
        long[] first = numbers(brackets, 0);
        long[] second = numbers(brackets, 1);
        Curve trial = running(first[0], 0.5);
        assertThat(stops(pruner, trial, pruned(first[1], 0.6), pruned(first[2], 0.7)))
                .isFalse();
        assertThat(stops(pruner, trial, pruned(second[1], 0.6, 0.6, 0.6), pruned(second[2], 0.7, 0.7, 0.7)))
                .isTrue();
        assertThat(stops(
                        pruner,
                        trial,
                        pruned(first[1], 0.6),
                        pruned(first[2], 0.7),
                        pruned(second[1], 0.1, 0.1, 0.1),
                        pruned(second[2], 0.1, 0.1, 0.1)))
                .isFalse();
    }

    @Test
    void promotesTheOneWithMostEpochsOfAllBrackets() {
        HyperbandPruner pruner = new HyperbandPruner(1, 27, 3);
        long[] first = numbers(pruner.brackets(), 0);
        long[] second = numbers(pruner.brackets(), 1);
        List<Curve> paused = List.of(pruned(first[0], 0.1), pruned(first[1], 0.2), pruned(first[2], 0.3));
        assertThat(pruner.promotes(paused)).hasValue(first[0]);
        List<Curve> both = new ArrayList<>(paused);
        both.add(pruned(second[0], 0.6, 0.6, 0.6));
        both.add(pruned(second[1], 0.5, 0.5, 0.5));
        assertThat(pruner.promotes(both)).hasValue(first[0]);
        both.add(pruned(second[2], 0.7, 0.7, 0.7));
        assertThat(pruner.promotes(both)).hasValue(second[1]);
    }

    @Test
    void refusesWhatHalvesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperbandPruner(1, 27, 1))
                .withMessage("eta must be at least 2, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperbandPruner(27, 27, 3))
                .withMessage("min_epochs must be below max_epochs 27, not 27: no trial would ever be stopped");
    }

    /// The number of trials of each bracket among those from one number to before another.
    private static List<Integer> counts(Brackets brackets, long from, long to) {
        return IntStream.range(0, brackets.count())
                .mapToObj(bracket -> (int) LongStream.range(from, to)
                        .filter(trial -> brackets.of(trial) == bracket)
                        .count())
                .toList();
    }

    /// The first three trials of a bracket.
    private static long[] numbers(Brackets brackets, int bracket) {
        return LongStream.iterate(0, trial -> trial + 1)
                .filter(trial -> brackets.of(trial) == bracket)
                .limit(3)
                .toArray();
    }

    /// For each bracket, the epochs after which a single trial is stopped, or all epochs.
    private static List<Integer> firstStops(HyperbandPruner pruner, int maxEpochs) {
        return IntStream.range(0, pruner.brackets().count())
                .mapToLong(bracket -> numbers(pruner.brackets(), bracket)[0])
                .mapToObj(trial -> IntStream.range(1, maxEpochs)
                        .filter(epochs -> stops(pruner, running(trial, new double[epochs])))
                        .findFirst()
                        .orElse(maxEpochs))
                .toList();
    }
}
