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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianPrunerTest {
    private static final Pruner PRUNER = new MedianPruner(3, 0, 1);
    private static final double NONE = Double.NaN;

    @Test
    void theBestSoFarIsHeldAgainstTheMedianOfThisEpoch() {
        Curve[] others = {ended(0, 0.9, 0.5), ended(1, 0.7, 0.3), ended(2, 0.8, 0.4)};
        // Medians 0.8 after epoch 1 and 0.4 after epoch 2.
        assertThat(stops(PRUNER, running(3, 0.8), others)).isFalse();
        assertThat(stops(PRUNER, running(3, 0.81), others)).isTrue();
        assertThat(stops(PRUNER, running(3, 0.4, 0.7), others)).isFalse();
        assertThat(stops(PRUNER, running(3, 0.41, 0.7), others)).isTrue();
    }

    @Test
    void ofAnEvenCountTheMedianIsTheMeanOfTheMiddleTwo() {
        // The median is (0.25 + 0.75) / 2 = 0.5, also if the trial is between the two.
        Curve[] others = {ended(0, 0.125), ended(1, 0.25), ended(2, 0.75), ended(4, 0.875)};
        assertThat(stops(PRUNER, running(3, 0.5), others)).isFalse();
        assertThat(stops(PRUNER, running(3, 0.625), others)).isTrue();
        assertThat(stops(PRUNER, running(3, 0.25), others)).isFalse();
        assertThat(stops(PRUNER, running(3, 0.8), others)).isTrue();
    }

    @Test
    void onlyTrialsThatEndedCount() {
        Curve worse = running(3, 0.9);
        assertThat(stops(PRUNER, worse, ended(0, 0.5), ended(1, 0.5))).isFalse();
        assertThat(stops(PRUNER, worse, ended(0, 0.5), ended(1, 0.5), pruned(2, 0.5), running(4, 0.5)))
                .isFalse();
        assertThat(stops(PRUNER, worse, ended(0, 0.5), ended(1, 0.5), ended(2))).isFalse();
        assertThat(stops(PRUNER, worse, ended(0, 0.5), ended(1, 0.5), ended(2, 0.5)))
                .isTrue();
    }

    @Test
    void theMedianIsThatOfAnySortedList() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            double limit = random.nextInt(8);
            double[] numbers =
                    random.ints(1 + random.nextInt(6), 0, 8).asDoubleStream().toArray();
            MedianComparison split = new MedianComparison(limit);
            Arrays.stream(numbers).forEach(split::add);
            split.add(NONE);
            Arrays.sort(numbers);
            double median = (numbers[(numbers.length - 1) / 2] + numbers[numbers.length / 2]) / 2;
            assertThat(split.medianIsBelow()).isEqualTo(median < limit);
        }
        assertThat(new MedianComparison(1).medianIsBelow()).isFalse();
    }

    /// Decisions of Optuna 5.0.0's `MedianPruner(n_startup_trials, n_warmup_steps, interval_steps)` on the curves
    /// below, one study for each decision, epoch e reported as step e - 1; x: pruned.
    @ParameterizedTest
    @CsvSource({
        "5, 0, 1, xxxx.. xxxxxx xxxx.. xxxxxx xxxxxx .xxxxx",
        "4, 2, 1, ..xx.. ..xxxx ..xx.. ..xxxx ..xxxx ..xxxx",
        "5, 1, 2, .x.x.. .x.x.x .x.x.. .x.x.x .x.x.x .x.x.x",
        "6, 0, 1, ...... ...... ...... ...... ...... ......"
    })
    void decidesAsOptunaDoes(int startup, int warmup, int interval, String expected) {
        List<Curve> ended = List.of(
                ended(0, 0.52, 0.44, 0.39, 0.4, 0.43, 0.4),
                ended(1, 0.59, 0.45, 0.35, NONE, 0.38, 0.37),
                ended(2, 0.88, 0.65, 0.59, 0.54, 0.54, 0.49),
                ended(3, 0.46, 0.45, 0.39, 0.4, 0.34, 0.33),
                ended(4, 0.55, 0.48, 0.44));
        List<double[]> trials = List.of(
                new double[] {0.67, 0.51, 0.48, 0.46, 0.38, 0.42},
                new double[] {0.89, 0.63, 0.53, 0.53, 0.49, 0.44},
                new double[] {0.65, 0.52, 0.44, 0.41, 0.35, 0.4},
                new double[] {0.76, 0.58, 0.54, 0.56, 0.45, 0.45},
                new double[] {NONE, NONE, NONE, NONE, NONE, NONE},
                new double[] {0.55, NONE, NONE, NONE, NONE, NONE});
        Pruner pruner = new MedianPruner(startup, warmup, interval);
        assertThat(trials.stream()
                        .map(losses -> decisions(pruner, losses, ended))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MedianPruner(-1, 0, 1))
                .withMessage("startup must be at least 0, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MedianPruner(0, -2, 1))
                .withMessage("warmup must be at least 0, not -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MedianPruner(0, 0, 0))
                .withMessage("interval must be at least 1, not 0");
    }

    private static String decisions(Pruner pruner, double[] losses, List<Curve> ended) {
        return IntStream.rangeClosed(1, losses.length)
                .mapToObj(epochs -> running(9, Arrays.copyOf(losses, epochs)))
                .map(trial -> {
                    List<Curve> all = new ArrayList<>(ended);
                    all.add(trial);
                    return pruner.stops(trial, all) ? "x" : ".";
                })
                .collect(Collectors.joining());
    }
}
