package ctrsweep.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.space.Interval.Kind;
import ctrsweep.space.Interval.Scale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantileTest {
    private static final double LARGEST_SHARE = Math.nextDown(1.0);

    @Test
    void equalSharesOfValues() {
        Choices three = new Choices(List.of(new Value.Text("a"), new Value.Text("b"), new Value.Text("c")));
        assertThat(DoubleStream.of(0, 0.33, 0.34, 0.66, 0.67, LARGEST_SHARE).mapToObj(three::quantile))
                .hasToString("[a, a, b, b, c, c]");
        Interval steps = interval("0.1", "0.5", Scale.LINEAR, "0.1", Kind.REAL);
        assertThat(DoubleStream.of(0, 0.19, 0.2, 0.5, LARGEST_SHARE).mapToObj(steps::quantile))
                .hasToString("[0.1, 0.1, 0.2, 0.3, 0.5]");
    }

    @Test
    void aLogScaleIsSplitByFactors() {
        Interval decades = interval("0.001", "10", Scale.LOG, "", Kind.REAL);
        assertThat(decades.quantile(0.25).number().orElseThrow()).isCloseTo(0.01, within(1e-15));
        assertThat(decades.quantile(0).number().orElseThrow()).isCloseTo(0.001, within(1e-15));
        // Whole numbers from 1 to 4 stand for 0.5 to 4.5, so that 1 has log(1.5 / 0.5) / log(4.5 / 0.5) = 1/2.
        Interval whole = interval("1", "4", Scale.LOG, "", Kind.WHOLE);
        assertThat(whole.quantile(0.499)).isEqualTo(new Value.Int(1));
        assertThat(whole.quantile(0.501)).isEqualTo(new Value.Int(2));
    }

    @Test
    void aNormalDistributionHasItsWellKnownQuantiles() {
        Normal normal = new Normal(10, 2, Scale.LINEAR);
        assertThat(normal.quantile(0.5)).isEqualTo(new Value.Real(10));
        assertThat(normal.quantile(0.975).number().orElseThrow()).isCloseTo(10 + 2 * 1.959963984540054, within(1e-12));
        assertThat(new Normal(1, 1, Scale.LOG).quantile(0.5).number().orElseThrow())
                .isCloseTo(Math.E, within(1e-12));
        assertThat(normal.quantile(0).number().orElseThrow()).isBetween(10 - 2 * 9.0, 10 - 2 * 8.0);
    }

    /// The share of draws at most as large as the value of share u is u, for a continuous domain.
    @ParameterizedTest
    @MethodSource("continuous")
    void drawsAreSpreadAsQuantilesAre(Domain domain) {
        Random random = new Random(1);
        double[] draws = DoubleStream.generate(
                        () -> domain.draw(random).number().orElseThrow())
                .limit(10_000)
                .toArray();
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            double value = domain.quantile(share).number().orElseThrow();
            // Standard deviation at most 0.005.
            assertThat(DoubleStream.of(draws).filter(draw -> draw <= value).count() / 10_000.0)
                    .isCloseTo(share, within(0.02));
        }
    }

    static List<Domain> continuous() {
        return List.of(
                interval("-2", "3", Scale.LINEAR, "", Kind.REAL),
                interval("1e-4", "1e-1", Scale.LOG, "", Kind.REAL),
                interval("1", "1000000", Scale.LINEAR, "", Kind.WHOLE),
                new Normal(2, 3, Scale.LINEAR),
                new Normal(-3, 1, Scale.LOG));
    }

    private static Interval interval(String min, String max, Scale scale, String step, Kind kind) {
        return new Interval(
                new BigDecimal(min),
                new BigDecimal(max),
                scale,
                step.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(step)),
                kind);
    }
}
