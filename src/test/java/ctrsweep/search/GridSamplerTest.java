package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GridSamplerTest {

    @Test
    void theFirstParameterVariesSlowest() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("a", new Choices(List.of(new Value.Int(1), new Value.Int(2))));
        domains.put("b", new Choices(List.of(new Value.Text("x"), new Value.Text("y"), new Value.Text("z"))));
        GridSampler grid = new GridSampler(new Space(domains));
        assertThat(Stream.iterate(0L, draw -> draw + 1)
                        .map(draw -> grid.suggest(draw, List.of()).point())
                        .takeWhile(Optional::isPresent)
                        .map(point -> point.orElseThrow().toString()))
                .containsExactly("a=1 b=x", "a=1 b=y", "a=1 b=z", "a=2 b=x", "a=2 b=y", "a=2 b=z");
    }

    @Test
    void aTrillionPointsCostNothingUntilAskedFor() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("a", whole(1_000_000));
        domains.put("b", whole(1_000_000));
        Space space = new Space(domains);
        GridSampler grid = new GridSampler(space);
        assertThat(space.size()).contains(BigInteger.valueOf(1_000_000_000_000L));
        assertThat(grid.suggest(0, List.of()).point().orElseThrow()).hasToString("a=1 b=1");
        // 123456 * 10^6 + 654321: both digits from 0, values from 1.
        assertThat(grid.suggest(123_456_654_321L, List.of()).point().orElseThrow())
                .hasToString("a=123457 b=654322");
        assertThat(grid.suggest(999_999_999_999L, List.of()).point().orElseThrow())
                .hasToString("a=1000000 b=1000000");
        assertThat(grid.suggest(1_000_000_000_000L, List.of()).point()).isEmpty();
    }

    @Test
    void aContinuousDomainIsRefused() {
        Domain real = new Interval(
                BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridSampler(new Space(Map.of("a", real))))
                .withMessage("a grid needs finite domains");
    }

    private static Domain whole(long max) {
        return new Interval(
                BigDecimal.ONE, BigDecimal.valueOf(max), Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.WHOLE);
    }
}
