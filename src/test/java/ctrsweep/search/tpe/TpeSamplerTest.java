package ctrsweep.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.search.Observation;
import ctrsweep.search.RandomSampler;
import ctrsweep.search.Sampler;
import ctrsweep.search.SobolSampler;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {
    private static final int SEEDS = 40;
    private static final Map<String, Double> FLOORS = Map.of("a", 0.3, "b", 0.15, "c", 0.0);

    @Test
    void findsTheBestBranchMoreOftenThanRandomDraws() {
        long tpe = LongStream.range(0, SEEDS)
                .filter(seed -> findsTheBest(new TpeSampler(branches(), seed, TpeSettings.DEFAULTS)))
                .count();
        long random = LongStream.range(0, SEEDS)
                .filter(seed -> findsTheBest(new RandomSampler(branches(), seed)))
                .count();
        System.out.printf("best branch of a conditional space found: TPE %d, random %d of %d%n", tpe, random, SEEDS);
        assertThat(tpe).isGreaterThanOrEqualTo(random + SEEDS / 4);
    }

    @Test
    void beginsAsSobolDoes() {
        TpeSampler tpe = new TpeSampler(branches(), 5, new TpeSettings(3, 24));
        SobolSampler sobol = new SobolSampler(branches(), 5);
        List<Observation> two = List.of(new Observation(point(0.1), 1), new Observation(point(0.2), 2));
        assertThat(tpe.suggest(2, two)).isEqualTo(sobol.suggest(2, List.of()));
        List<Observation> three = List.of(two.getFirst(), two.getLast(), new Observation(point(0.3), 3));
        assertThat(tpe.suggest(2, three)).isNotEqualTo(sobol.suggest(2, List.of()));
    }

    @Test
    void beginsAfterHalfOfAFiniteSpace() {
        Space space = new Space(Map.of("x", new Choices(List.of(new Value.Text("a"), new Value.Text("b")))));
        List<Observation> one =
                List.of(new Observation(new Assignment(Map.of("x", new Value.Text("a"))), Double.POSITIVE_INFINITY));
        TpeSampler tpe = new TpeSampler(space, 1, TpeSettings.DEFAULTS);
        assertThat(LongStream.range(0, 50)
                        .mapToObj(draw -> tpe.suggest(draw, one).point().orElseThrow()))
                .containsOnly(new Assignment(Map.of("x", new Value.Text("b"))));
    }

    @Test
    void keepsAwayFromWhatFailed() {
        Space space = new Space(Map.of("x", unit()));
        List<Observation> failed = LongStream.range(0, 20)
                .mapToObj(i -> new Observation(
                        new Assignment(Map.of("x", new Value.Real(i / 40.0))), Double.POSITIVE_INFINITY))
                .toList();
        TpeSampler tpe = new TpeSampler(space, 1, TpeSettings.DEFAULTS);
        assertThat(LongStream.range(0, 50).mapToObj(draw -> tpe.suggest(draw, failed)))
                .allMatch(suggestion -> x(suggestion.point().orElseThrow()) > 0.5);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TpeSettings(-1, 24))
                .withMessage("startup must be at least 0, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TpeSettings(10, 0))
                .withMessage("candidates must be at least 1, not 0");
    }

    /// One of 40 points is on branch c, near the minimum of its bowl; the minima of a and b are .3 and .15 higher.
    private static boolean findsTheBest(Sampler sampler) {
        List<Observation> history = new ArrayList<>();
        for (int draw = 0; draw < 40; draw++) {
            Assignment point = sampler.suggest(draw, history).point().orElseThrow();
            history.add(new Observation(point, loss(point)));
        }
        return history.stream().anyMatch(observation -> observation.loss() < 0.01);
    }

    private static double loss(Assignment point) {
        String branch = Objects.requireNonNull(point.values().get("branch")).toString();
        double height = FLOORS.getOrDefault(branch, Double.NaN);
        return height
                + Math.pow(number(point, branch + ".x") - 0.7, 2)
                + Math.pow(number(point, branch + ".y") - 0.2, 2);
    }

    private static Space branches() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put(
                "branch",
                Parameter.always(new Choices(FLOORS.keySet().stream()
                        .sorted()
                        .map(branch -> (Value) new Value.Text(branch))
                        .toList())));
        for (String key : List.of("a.x", "a.y", "b.x", "b.y", "c.x", "c.y")) {
            Condition when = Condition.parse("branch = " + key.charAt(0));
            parameters.put(key, new Parameter(unit(), Optional.of(when)));
        }
        return new Space(parameters, List.of(), Map.of());
    }

    private static Assignment point(double x) {
        return new Assignment(
                Map.of("branch", new Value.Text("a"), "a.x", new Value.Real(x), "a.y", new Value.Real(x)));
    }

    private static double x(Assignment point) {
        return number(point, "x");
    }

    private static double number(Assignment point, String key) {
        return Objects.requireNonNull(point.values().get(key)).number().orElseThrow();
    }

    private static Domain unit() {
        return new Interval(
                BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
    }
}
