package ctrsweep.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.space.Interval.Kind;
import ctrsweep.space.Interval.Scale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void stepsAreDecimal() {
        // In binary 0.1 + 2 * 0.1 is 0.30000000000000004.
        assertThat(values(interval("0.1", "0.5", Scale.LINEAR, "0.1", Kind.REAL)))
                .hasToString("[0.1, 0.2, 0.3, 0.4, 0.5]");
    }

    @Test
    void theLastStepIsNotAboveMax() {
        assertThat(values(interval("0", "1", Scale.LINEAR, "0.3", Kind.REAL))).hasToString("[0.0, 0.3, 0.6, 0.9]");
        assertThat(values(interval("8", "20", Scale.LINEAR, "5", Kind.WHOLE))).hasToString("[8, 13, 18]");
    }

    @Test
    void wholeNumbersGoByOne() {
        assertThat(values(interval("-1", "2", Scale.LINEAR, "", Kind.WHOLE))).hasToString("[-1, 0, 1, 2]");
        assertThat(values(interval("3", "3", Scale.LOG, "", Kind.WHOLE))).hasToString("[3]");
    }

    @Test
    void aContinuousIntervalHasNoSizeAndNoIndex() {
        Interval continuous = interval("0", "1", Scale.LINEAR, "", Kind.REAL);
        assertThat(continuous.size()).isEmpty();
        assertThatThrownBy(() -> continuous.at(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIndexBeyondTheEndIsRefused() {
        Interval three = interval("1", "3", Scale.LINEAR, "", Kind.WHOLE);
        assertThatThrownBy(() -> three.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void drawsStayInsideAndReachBothEndsOfWholeNumbers() {
        Random random = new Random(1);
        for (Scale scale : Scale.values()) {
            Interval whole = interval("1", "4", scale, "", Kind.WHOLE);
            assertThat(Stream.generate(() -> whole.draw(random)).limit(500).distinct())
                    .containsExactlyInAnyOrder(new Value.Int(1), new Value.Int(2), new Value.Int(3), new Value.Int(4));
            Interval real = interval("0.001", "0.1", scale, "", Kind.REAL);
            assertThat(Stream.generate(() -> real.draw(random)).limit(500))
                    .allSatisfy(
                            value -> assertThat(((Value.Real) value).value()).isBetween(0.001, 0.1));
        }
    }

    @Test
    void onALogScaleHalfTheDrawsLieBelowTheGeometricMean() {
        Random random = new Random(2);
        Interval log = interval("1e-4", "1e-2", Scale.LOG, "", Kind.REAL);
        long below = Stream.generate(() -> log.draw(random))
                .limit(10_000)
                .filter(value -> ((Value.Real) value).value() < 1e-3)
                .count();
        // Binomial(10000, 0.5): standard deviation 50.
        assertThat(below).isBetween(4_750L, 5_250L);
    }

    @Test
    void refusesWhatMakesNoInterval() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interval("2", "1", Scale.LINEAR, "", Kind.REAL))
                .withMessage("min 2 is above max 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interval("0", "1", Scale.LOG, "", Kind.REAL))
                .withMessage("a log scale needs a min above 0, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interval("0", "1", Scale.LINEAR, "-0.1", Kind.REAL))
                .withMessage("step must be above 0, not -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interval("0", "1", Scale.LINEAR, "1e-20", Kind.REAL))
                .withMessage("step 1E-20 is too small to tell neighbours apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interval("0", "1.5", Scale.LINEAR, "", Kind.WHOLE))
                .withMessage("min, max and step must be whole numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interval("-9e18", "9e18", Scale.LINEAR, "", Kind.WHOLE))
                .withMessage("has more than 9223372036854775807 values");
    }

    private static Interval interval(String min, String max, Scale scale, String step, Kind kind) {
        Optional<BigDecimal> distance = step.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(step));
        return new Interval(new BigDecimal(min), new BigDecimal(max), scale, distance, kind);
    }

    private static List<Value> values(Domain domain) {
        return LongStream.range(0, domain.size().orElseThrow())
                .mapToObj(domain::at)
                .toList();
    }
}
