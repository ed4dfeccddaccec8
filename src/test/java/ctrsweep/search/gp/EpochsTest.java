package ctrsweep.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EpochsTest {

    /// From epoch 2 to 4 the losses of the first two fall by .2 and .4, from 1 to 2 those of all by .1 on average.
    @Test
    void addsTheMeanFallOfTheTrialsThatWentOn() {
        List<Observation> observations = List.of(
                observation(0.6, OptionalInt.empty(), 0.9, 0.8, 0.7, 0.6),
                observation(0.4, OptionalInt.empty(), 0.9, 0.8, 0.5, 0.4),
                observation(0.7, OptionalInt.of(2), 0.8, 0.7));
        Epochs epochs = Epochs.of(4, observations);
        assertThat(epochs.rungs()).containsExactly(1, 2, 4);
        assertThat(epochs.gains().get(2)).isZero();
        assertThat(epochs.gains().get(1)).isCloseTo(-0.3, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(epochs.gains().get(0)).isCloseTo(-0.4, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(epochs.measured(observations.get(2)))
                .extracting(Epochs.Measured::place)
                .containsExactly(0.0, 0.5);
        assertThat(epochs.measured(observations.get(0)))
                .extracting(Epochs.Measured::place)
                .containsExactly(0.0, 0.5, 1.0);
    }

    @Test
    void aTrialWithoutKnownEpochsCountsWhereItStopped() {
        Epochs epochs = Epochs.of(9, List.of());
        assertThat(epochs.measured(observation(0.5, OptionalInt.of(3))))
                .containsExactly(new Epochs.Measured(Math.log(3) / Math.log(9), 0.5));
        assertThat(epochs.measured(observation(0.5, OptionalInt.empty()))).containsExactly(new Epochs.Measured(1, 0.5));
        assertThat(epochs.measured(observation(0.5, OptionalInt.of(0)))).isEmpty();
    }

    @Test
    void aLossThatIsMissingIsLeftOut() {
        Epochs epochs = Epochs.of(4, List.of());
        assertThat(epochs.measured(observation(0.5, OptionalInt.of(2), Double.NaN, 0.5)))
                .containsExactly(new Epochs.Measured(0.5, 0.5));
    }

    private static Observation observation(double loss, OptionalInt pruned, Double... losses) {
        return new Observation(new Assignment(Map.of()), loss, pruned, List.of(losses));
    }
}
