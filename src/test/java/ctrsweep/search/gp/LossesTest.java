package ctrsweep.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;

class LossesTest {

    @Test
    void keepsTheOrderAndHasMeanZeroAndDeviationOne() {
        double[] losses = new Random(3).doubles(50).map(u -> Math.exp(8 * u)).toArray();
        double[] normal = Losses.normalised(losses);
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < losses.length; j++) {
                assertThat(Double.compare(normal[i], normal[j])).isEqualTo(Double.compare(losses[i], losses[j]));
            }
        }
        assertThat(Arrays.stream(normal).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(normal).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(1e-12));
    }

    /// Losses whose logarithms are evenly spread.
    @Test
    void fewBadLossesDoNotMakeTheGoodOnesAlike() {
        double[] losses = new Random(3).doubles(50).map(u -> Math.exp(8 * u)).toArray();
        double[] sorted = Arrays.stream(losses).sorted().toArray();
        double[] normal = Losses.normalised(sorted);
        double deviation = Math.sqrt(StatUtils.variance(sorted));
        assertThat(normal[49]).isLessThan(2.5);
        assertThat(normal[10] - normal[0]).isGreaterThan(1.5 * (sorted[10] - sorted[0]) / deviation);
    }

    @Test
    void takesExtremeAndEqualLosses() {
        assertThat(Losses.normalised(new double[] {4, 4, 4})).containsOnly(0);
        assertThat(Losses.normalised(new double[] {0, 0})).containsOnly(0);
        assertThat(Losses.normalised(new double[] {1.7e308, -1.7e308, 0})[0]).isCloseTo(Math.sqrt(1.5), within(0.2));
    }
}
