package ctrsweep.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExpectedLossesTest {
    private static final Observation AT_ONE = pruned(10);
    private static final Observation AT_TWO = pruned(9, 6);

    /// From epoch 1 to 2 the losses of the three trials that reached epoch 2 fall by 3, 2 and 5 (the third one from
    /// its best, 8), median 3. From epoch 2 to the end those of the two completed ones fall by 1 and 2, median 1.5.
    @Test
    void addsTheMedianFallOfTrialsThatWentOn() {
        ExpectedLosses expected = ExpectedLosses.of(List.of(AT_ONE, AT_TWO, completed(7, 5, 4), completed(8, 3, 9, 1)));
        assertThat(expected.of(AT_TWO)).isCloseTo(6 - 1.5, within(1e-12));
        assertThat(expected.of(AT_ONE)).isCloseTo(10 - 3 - 1.5, within(1e-12));
        assertThat(expected.of(completed(7, 5, 4))).isEqualTo(4);
    }

    @Test
    void withoutATrialThatWentOnTheLossStays() {
        assertThat(ExpectedLosses.of(List.of(AT_ONE, pruned(7))).of(AT_ONE)).isEqualTo(10);
    }

    /// The second trial has no number before epoch 2.
    @Test
    void missingLossesDoNotCount() {
        ExpectedLosses expected =
                ExpectedLosses.of(List.of(AT_ONE, completed(Double.NaN, 4, 3), completed(7, 6, 5), completed()));
        assertThat(expected.of(AT_ONE)).isEqualTo(10 - 2);
    }

    /// Of rungs 1 to 20, those kept are 20, 13, 8, 5, 3, 2 and 1. Losses fall by 1 per epoch. A trial pruned after 7
    /// epochs is expected to fall as from epoch 8.
    @Test
    void manyRungsAreThinnedOut() {
        List<Observation> all = new ArrayList<>();
        double[] falling = new double[21];
        Arrays.setAll(falling, epoch -> 100 - epoch);
        all.add(completed(falling));
        for (int epochs = 1; epochs <= 20; epochs++) {
            all.add(pruned(Arrays.copyOf(falling, epochs)));
        }
        ExpectedLosses expected = ExpectedLosses.of(all);
        assertThat(expected.of(pruned(Arrays.copyOf(falling, 8)))).isEqualTo(80);
        assertThat(expected.of(pruned(Arrays.copyOf(falling, 7)))).isEqualTo(94 - 13);
    }

    private static Observation pruned(double... losses) {
        return observation(OptionalInt.of(losses.length), losses);
    }

    private static Observation completed(double... losses) {
        return observation(OptionalInt.empty(), losses);
    }

    private static Observation observation(OptionalInt pruned, double... losses) {
        return new Observation(
                new Assignment(Map.of()),
                Arrays.stream(losses).filter(Double::isFinite).min().orElse(1),
                pruned,
                Arrays.stream(losses).boxed().toList());
    }
}
