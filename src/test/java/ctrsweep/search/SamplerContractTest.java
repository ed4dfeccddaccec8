package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every sampler keeps to.
class SamplerContractTest {
    private static final Space SPACE = new Space(domains());
    private static final int DRAWS = 24;

    static Stream<Sampler> samplers() {
        return Stream.of(new GridSampler(SPACE), new RandomSampler(SPACE, 42));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void assignsEveryKeyInTheOrderOfTheSpace(Sampler sampler) {
        assertThat(points(sampler))
                .allSatisfy(point -> assertThat(point.values().keySet()).containsExactly("lr", "units", "drop"));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void proposesOnlyValuesOfTheDomains(Sampler sampler) {
        for (Assignment point : points(sampler)) {
            point.values().forEach((key, value) -> assertThat(value).isIn(all(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aDrawDoesNotDependOnThoseBefore(Sampler sampler) {
        List<Assignment> inOrder = points(sampler);
        List<Long> shuffled = new ArrayList<>(LongStream.range(0, DRAWS).boxed().toList());
        Collections.shuffle(shuffled, new Random(3));
        for (long draw : shuffled) {
            assertThat(sampler.suggest(draw, List.of()).point()).contains(inOrder.get((int) draw));
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void anEqualSamplerProposesTheSame(Sampler sampler) {
        Sampler twin = sampler instanceof GridSampler ? new GridSampler(SPACE) : new RandomSampler(SPACE, 42);
        assertThat(points(twin)).isEqualTo(points(sampler));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aSpaceWithoutDomainsHasAnEmptyPoint(Sampler sampler) {
        Space none = new Space(Map.of());
        Sampler bare = sampler instanceof GridSampler ? new GridSampler(none) : new RandomSampler(none, 42);
        assertThat(bare.suggest(0, List.of()).point()).contains(new Assignment(Map.of()));
    }

    private static List<Assignment> points(Sampler sampler) {
        return LongStream.range(0, DRAWS)
                .mapToObj(draw -> sampler.suggest(draw, List.of()).point().orElseThrow())
                .toList();
    }

    private static List<Value> all(String key) {
        Domain domain = Objects.requireNonNull(SPACE.domains().get(key));
        return LongStream.range(0, domain.size().orElseThrow())
                .mapToObj(domain::at)
                .toList();
    }

    /// 2 x 3 x 4 = 24 points.
    private static Map<String, Domain> domains() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("lr", new Choices(List.of(new Value.Real(0.1), new Value.Real(0.01))));
        domains.put("units", whole(1, 3));
        domains.put("drop", whole(0, 3));
        return domains;
    }

    private static Interval whole(long min, long max) {
        return new Interval(
                BigDecimal.valueOf(min),
                BigDecimal.valueOf(max),
                Interval.Scale.LINEAR,
                Optional.empty(),
                Interval.Kind.WHOLE);
    }
}
