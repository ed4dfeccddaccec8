package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomSamplerTest {
    private static final Domain UNIT =
            new Interval(BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);

    @Test
    void aParameterKeepsItsValuesWhenOthersComeGoOrMove() {
        Map<String, Domain> swapped = new LinkedHashMap<>();
        swapped.put("b", UNIT);
        swapped.put("a", UNIT);
        assertThat(value(new Space(Map.of("a", UNIT)), 42, 7)).isEqualTo(value(new Space(swapped), 42, 7));
    }

    @Test
    void seedsDrawsAndParametersHaveStreamsOfTheirOwn() {
        Space space = new Space(Map.of("a", UNIT));
        assertThat(value(space, 42, 7)).isNotEqualTo(value(space, 43, 7)).isNotEqualTo(value(space, 42, 8));
        Map<String, Domain> both = new LinkedHashMap<>();
        both.put("a", UNIT);
        both.put("b", UNIT);
        Map<String, Value> point = new RandomSampler(new Space(both), 42)
                .suggest(7, List.of())
                .point()
                .orElseThrow()
                .values();
        assertThat(point.get("a")).isNotEqualTo(point.get("b"));
    }

    @Test
    void drawsAreFrozen() {
        // Frozen values: if they change, a sweep begun with an older version continues with other points.
        Space space = new Space(Map.of("training.lr", UNIT));
        assertThat(LongStream.range(0, 3).mapToObj(draw -> new RandomSampler(space, 42)
                        .suggest(draw, List.of())
                        .point()))
                .extracting(point -> point.orElseThrow().toString())
                .containsExactly(
                        "training.lr=0.09353783966128804",
                        "training.lr=0.8853597774167171",
                        "training.lr=0.8205556252900235");
    }

    @Test
    void drawsCoverTheUnitIntervalEvenly() {
        double[] drawn = LongStream.range(0, 10_000)
                .mapToDouble(draw -> ((Value.Real) value(new Space(Map.of("a", UNIT)), 42, draw)).value())
                .toArray();
        // The mean of 10,000 uniform draws has standard deviation sqrt(1/12) / 100 = 0.0029.
        assertThat(java.util.Arrays.stream(drawn).average().orElseThrow()).isBetween(0.485, 0.515);
        assertThat(java.util.Arrays.stream(drawn).filter(x -> x < 0.1).count()).isBetween(850L, 1_150L);
    }

    private static Value value(Space space, long seed, long draw) {
        return java.util.Objects.requireNonNull(new RandomSampler(space, seed)
                .suggest(draw, List.of())
                .point()
                .orElseThrow()
                .values()
                .get("a"));
    }
}
