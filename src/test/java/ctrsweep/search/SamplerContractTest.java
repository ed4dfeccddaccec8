package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.gp.GpSampler;
import ctrsweep.search.tpe.TpeSampler;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Interval.Kind;
import ctrsweep.space.Interval.Scale;
import ctrsweep.space.Normal;
import ctrsweep.space.Parameter;
import ctrsweep.space.Quantized;
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
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of every sampler, in spaces of every kind.
class SamplerContractTest {
    private static final int DRAWS = 24;

    /// Values of a domain that are compared one by one.
    private static final long MOST_LISTED = 10_000;

    private enum Method {
        GRID {
            @Override
            Sampler sampler(Space space, long seed) {
                return new GridSampler(space);
            }
        },
        RANDOM {
            @Override
            Sampler sampler(Space space, long seed) {
                return new RandomSampler(space, seed);
            }
        },
        SOBOL {
            @Override
            Sampler sampler(Space space, long seed) {
                return new SobolSampler(space, seed);
            }
        },
        GP {
            @Override
            Sampler sampler(Space space, long seed) {
                return new GpSampler(space, seed, OptionalInt.of(9));
            }
        },
        TPE {
            @Override
            Sampler sampler(Space space, long seed) {
                return new TpeSampler(space, seed, TpeSettings.DEFAULTS);
            }
        };

        abstract Sampler sampler(Space space, long seed);
    }

    private record Case(Method method, String spaceName, Space space) {
        Sampler sampler() {
            return method.sampler(space, 42);
        }

        @Override
        public String toString() {
            return method + " in a " + spaceName + " space";
        }
    }

    static Stream<Case> cases() {
        Map<String, Space> spaces = new LinkedHashMap<>();
        spaces.put("plain", plain());
        spaces.put("continuous", continuous());
        spaces.put("conditional", conditional());
        spaces.put("constrained", constrained());
        spaces.put("wide", wide());
        spaces.put("wide whole", wideWhole());
        spaces.put("rounded", rounded());
        return Stream.of(Method.values()).flatMap(method -> spaces.entrySet().stream()
                .filter(space ->
                        method != Method.GRID || space.getValue().size().isPresent())
                .map(space -> new Case(method, space.getKey(), space.getValue())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void assignsTheKeysThatTakePartInTheOrderOfTheSpace(Case one) {
        for (Assignment point : points(one.sampler(), history(one.space))) {
            assertThat(point.values().keySet())
                    .containsExactlyElementsOf(one.space.parameters().keySet().stream()
                            .filter(key -> one.space.takesPart(key, point.values()))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void proposesOnlyValuesOfTheDomains(Case one) {
        for (Assignment point : points(one.sampler(), history(one.space))) {
            point.values().forEach((key, value) -> assertThat(isOf(domain(one.space, key), value))
                    .as("%s=%s", key, value)
                    .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keepsToTheConstraints(Case one) {
        assertThat(points(one.sampler(), history(one.space))).allMatch(one.space::allows);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDrawDoesNotDependOnWhatElseWasAsked(Case one) {
        List<Observation> history = history(one.space);
        Sampler sampler = one.sampler();
        List<Suggestion> inOrder = LongStream.range(0, DRAWS)
                .mapToObj(draw -> sampler.suggest(draw, known(history, draw)))
                .toList();
        List<Long> shuffled = new ArrayList<>(LongStream.range(0, DRAWS).boxed().toList());
        Collections.shuffle(shuffled, new Random(3));
        for (long draw : shuffled) {
            assertThat(sampler.suggest(draw, known(history, draw))).isEqualTo(inOrder.get((int) draw));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anEqualSamplerProposesTheSame(Case one) {
        // The same with a history whose objects were read again.
        assertThat(points(one.sampler(), history(one.space))).isEqualTo(points(one.sampler(), history(one.space)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void manyThreadsMayAskAtOnce(Case one) {
        List<Observation> history = history(one.space);
        Sampler shared = one.sampler();
        List<Suggestion> together = LongStream.range(0, 4 * DRAWS)
                .parallel()
                .mapToObj(draw -> shared.suggest(draw, known(history, draw)))
                .toList();
        for (int draw = 0; draw < 4 * DRAWS; draw++) {
            assertThat(one.sampler().suggest(draw, known(history, draw))).isEqualTo(together.get(draw));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anotherSeedProposesOtherPoints(Case one) {
        List<Assignment> other = points(one.method.sampler(one.space, 43), history(one.space));
        if (one.method == Method.GRID) {
            assertThat(other).isEqualTo(points(one.sampler(), history(one.space)));
        } else {
            assertThat(other).isNotEqualTo(points(one.sampler(), history(one.space)));
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aSpaceWithoutDomainsHasAnEmptyPoint(Method method) {
        Sampler bare = method.sampler(new Space(Map.of()), 42);
        assertThat(bare.suggest(0, List.of()).point()).contains(new Assignment(Map.of()));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aSpaceThatForbidsEverythingIsPassedOver(Method method) {
        Space space =
                new Space(Map.of("a", Parameter.always(whole(1, 3))), List.of(Condition.parse("a > 3")), Map.of());
        Sampler sampler = method.sampler(space, 42);
        for (long draw = 0; draw < 3; draw++) {
            assertThat(sampler.suggest(draw, List.of())).isInstanceOf(Suggestion.PassOver.class);
        }
    }

    /// The points of the first draws that have one, with growing histories.
    private static List<Assignment> points(Sampler sampler, List<Observation> history) {
        List<Assignment> points = new ArrayList<>();
        long draw = 0;
        while (draw >= 0 && points.size() < DRAWS) {
            draw = switch (sampler.suggest(draw, known(history, draw))) {
                case Suggestion.Point(Assignment point) -> {
                    points.add(point);
                    yield draw + 1;
                }
                case Suggestion.PassOver(long next) -> next;
                case Suggestion.Exhausted() -> -1;
            };
        }
        assertThat(points).hasSizeGreaterThan(5);
        return points;
    }

    private static List<Observation> known(List<Observation> history, long draw) {
        return history.subList(0, (int) Math.min(2 * draw, history.size()));
    }

    /// Completed, pruned and failed observations, and some of another space.
    private static List<Observation> history(Space space) {
        RandomSampler random = new RandomSampler(space, 7);
        List<Observation> history = new ArrayList<>();
        for (long draw = 0; history.size() < 40; draw++) {
            Optional<Assignment> point = random.suggest(draw, List.of()).point();
            double loss = draw % 7 == 0 ? Double.POSITIVE_INFINITY : draw % 5;
            OptionalInt pruned = draw % 3 == 0 ? OptionalInt.of((int) draw % 4) : OptionalInt.empty();
            point.ifPresent(assignment -> history.add(new Observation(assignment, loss, pruned)));
            if (draw % 10 == 9) {
                history.add(new Observation(new Assignment(Map.of("elsewhere", new Value.Int(1))), -1));
            }
        }
        return history;
    }

    private static Domain domain(Space space, String key) {
        return Objects.requireNonNull(space.domains().get(key));
    }

    private static boolean isOf(Domain domain, Value value) {
        if (domain.size().orElse(Long.MAX_VALUE) <= MOST_LISTED) {
            return LongStream.range(0, domain.size().getAsLong())
                    .anyMatch(i -> domain.at(i).equals(value));
        }
        if (domain.size().isPresent() || domain instanceof Quantized) {
            return domain.has(value);
        }
        double number = value.number().orElseThrow();
        return value instanceof Value.Real
                && switch (domain) {
                    case Interval interval ->
                        number >= interval.min().doubleValue()
                                && number <= interval.max().doubleValue();
                    case Normal normal -> normal.scale() == Scale.LINEAR || number > 0;
                    case Choices _, Quantized _ -> false;
                };
    }

    /// Real numbers at the bounds of double.
    private static Space wide() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("all", interval("-1.7e308", "1.7e308", Scale.LINEAR, "", Kind.REAL));
        domains.put("log", interval("4.9e-324", "1.7e308", Scale.LOG, "", Kind.REAL));
        domains.put("tiny", interval("4.9e-324", "1e-320", Scale.LINEAR, "", Kind.REAL));
        domains.put("narrow", interval("1", "1.0000000000000002", Scale.LINEAR, "", Kind.REAL));
        domains.put("steps", interval("-1.7e308", "1.7e308", Scale.LINEAR, "1e307", Kind.REAL));
        domains.put("normal", new Normal(1e308, 1e308, Scale.LINEAR));
        domains.put("small", new Normal(0, 1e-320, Scale.LINEAR));
        domains.put("exponents", new Normal(0, 1e3, Scale.LOG));
        return new Space(domains);
    }

    /// Integers at the bounds of long.
    private static Space wideWhole() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("half", interval("0", "9223372036854775806", Scale.LINEAR, "", Kind.WHOLE));
        domains.put("log", interval("1", "9223372036854775807", Scale.LOG, "", Kind.WHOLE));
        domains.put("both", interval("-4611686018427387904", "4611686018427387902", Scale.LINEAR, "", Kind.WHOLE));
        domains.put(
                "steps",
                interval(
                        "-9223372036854775808",
                        "9223372036854775807",
                        Scale.LINEAR,
                        "1000000000000000001",
                        Kind.WHOLE));
        domains.put("last", interval("9223372036854775805", "9223372036854775807", Scale.LINEAR, "", Kind.WHOLE));
        return new Space(domains);
    }

    private static Space rounded() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("uniform", rounded(interval("0.3", "9.6", Scale.LINEAR, "", Kind.REAL), "0.5", Kind.REAL));
        domains.put("log", rounded(interval("32", "256", Scale.LOG, "", Kind.REAL), "8", Kind.WHOLE));
        domains.put("normal", rounded(new Normal(5, 2, Scale.LINEAR), "1", Kind.WHOLE));
        domains.put("far", rounded(new Normal(0, 1e19, Scale.LINEAR), "3", Kind.WHOLE));
        domains.put("exp", rounded(new Normal(0, 1, Scale.LOG), "0.25", Kind.REAL));
        domains.put("weighted", new Choices(List.of(new Value.Null(), new Value.Int(1)), List.of(0.9, 0.1)));
        return new Space(domains);
    }

    private static Domain rounded(Domain latent, String q, Kind kind) {
        return new Quantized(latent, new BigDecimal(q), kind);
    }

    /// 2 x 3 x 4 = 24 points.
    private static Space plain() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("lr", new Choices(List.of(new Value.Real(0.1), new Value.Real(0.01))));
        domains.put("units", whole(1, 3));
        domains.put("drop", whole(0, 3));
        return new Space(domains);
    }

    private static Space continuous() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("lr", interval("1e-5", "1e-1", Scale.LOG, "", Kind.REAL));
        domains.put("drop", interval("0", "0.5", Scale.LINEAR, "0.1", Kind.REAL));
        domains.put("momentum", interval("-1", "1", Scale.LINEAR, "", Kind.REAL));
        domains.put("batch", interval("16", "4096", Scale.LOG, "", Kind.WHOLE));
        domains.put("layers", interval("1", "9", Scale.LINEAR, "2", Kind.WHOLE));
        domains.put("weight", new Normal(0, 3, Scale.LINEAR));
        domains.put("decay", new Normal(-5, 2, Scale.LOG));
        domains.put("only", interval("3", "3", Scale.LINEAR, "", Kind.REAL));
        domains.put("units", new Choices(List.of(items(256, 128), items(400, 400), items(64))));
        return new Space(domains);
    }

    /// A chain of conditions, the last parameter first.
    private static Space conditional() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("heads", when(whole(1, 4), "attention = true"));
        parameters.put(
                "attention", when(new Choices(List.of(new Value.Bool(true), new Value.Bool(false))), "deep = yes"));
        parameters.put("units", when(whole(1, 3), "deep = yes"));
        parameters.put("deep", Parameter.always(new Choices(List.of(new Value.Text("yes"), new Value.Text("no")))));
        parameters.put("drop", when(interval("0", "0.4", Scale.LINEAR, "0.2", Kind.REAL), "heads >= 2 and units < 3"));
        return new Space(parameters, List.of(), Map.of());
    }

    private static Space constrained() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("a", Parameter.always(whole(1, 6)));
        parameters.put("b", Parameter.always(whole(1, 6)));
        parameters.put("c", when(whole(1, 6), "a > 2"));
        List<Condition> constraints =
                Stream.of("a < b", "c is null or c != a").map(Condition::parse).toList();
        return new Space(parameters, constraints, Map.of());
    }

    private static Parameter when(Domain domain, String condition) {
        return new Parameter(domain, Optional.of(Condition.parse(condition)));
    }

    private static Value items(long... numbers) {
        return new Value.Items(LongStream.of(numbers)
                .mapToObj(number -> (Value) new Value.Int(number))
                .toList());
    }

    private static Interval whole(long min, long max) {
        return interval(Long.toString(min), Long.toString(max), Scale.LINEAR, "", Kind.WHOLE);
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
