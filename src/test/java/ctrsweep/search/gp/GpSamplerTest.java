package ctrsweep.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.Belief;
import ctrsweep.search.Formulas;
import ctrsweep.search.History;
import ctrsweep.search.Observation;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GpSamplerTest {

    @Test
    void beginsWithSobolsSequence() {
        Space space = Formulas.spaceOfBranin();
        List<Observation> history = history(space, 5, Formulas::branin);
        assertThat(sampler(space).suggest(5, history)).isEqualTo(new SobolSampler(space, 1).suggest(5, history));
    }

    /// Eight at once are as far apart as those that are proposed one by one.
    @Test
    void pointsThatRunAreNotProposedAgainNorTheirNeighbours() {
        Space space = Formulas.spaceOfBranin();
        List<Observation> results = history(space, 12, Formulas::branin);
        List<Assignment> pending = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            pending.add(sampler(space)
                    .suggest(12 + worker, new History(results, pending))
                    .point()
                    .orElseThrow());
        }
        for (int one = 0; one < 8; one++) {
            for (int other = 0; other < one; other++) {
                assertThat(distance(pending.get(one), pending.get(other)))
                        .as("%s and %s", pending.get(one), pending.get(other))
                        .isGreaterThan(0.01);
            }
        }
    }

    /// Trials fail in a disc beside the minimum.
    @Test
    void avoidsWhereTrialsFail() {
        Space space = new Space(Map.of("x", line(), "y", line()));
        ToDoubleFunction<double[]> fails = x -> Math.hypot(x[0] - 0.8, x[1] - 0.8) < 0.3
                ? Double.POSITIVE_INFINITY
                : Math.pow(x[0] - 0.6, 2) + Math.pow(x[1] - 0.55, 2);
        List<Observation> history = history(space, 40, fails);
        long failures = history.subList(24, 40).stream()
                .filter(each -> each.loss() == Double.POSITIVE_INFINITY)
                .count();
        assertThat(failures).isLessThan(8);
        assertThat(history.stream().mapToDouble(Observation::loss).min().orElseThrow())
                .isLessThan(1e-3);
    }

    @Test
    void proposesEveryPointOfASmallSpaceOnce() {
        Space space = new Space(Map.of(
                "a", new Choices(List.of(new Value.Int(1), new Value.Int(2), new Value.Int(4), new Value.Int(8))),
                "b", new Choices(List.of(new Value.Text("x"), new Value.Text("y"), new Value.Text("z")))));
        Sampler sampler = sampler(space);
        List<Observation> history = new ArrayList<>();
        SobolSampler sobol = new SobolSampler(space, 1);
        for (long draw = 0; history.size() < 6; draw++) {
            Assignment point = sobol.suggest(draw, History.NONE).point().orElseThrow();
            if (history.stream().noneMatch(each -> each.assignment().equals(point))) {
                history.add(new Observation(point, history.size()));
            }
        }
        for (int draw = 6; draw < 12; draw++) {
            history.add(new Observation(sampler.suggest(draw, history).point().orElseThrow(), draw));
        }
        assertThat(new HashSet<>(history.stream().map(Observation::assignment).toList()))
                .hasSize(12);
    }

    /// A good belief saves trials; after a wrong one the minimum is found nevertheless.
    @Test
    void beginsWhereGoodPointsAreExpected() {
        Map<String, Belief> right = Map.of(
                "x0", new Belief(new Value.Real(3), Belief.Sure.HIGH),
                "x1", new Belief(new Value.Real(2), Belief.Sure.HIGH));
        Map<String, Belief> wrong = Map.of(
                "x0", new Belief(new Value.Real(-4), Belief.Sure.HIGH),
                "x1", new Belief(new Value.Real(1), Belief.Sure.HIGH));
        assertThat(medianOfBranin(right, 6)).isLessThan(medianOfBranin(Map.of(), 6) / 3);
        assertThat(medianOfBranin(right, 30)).isLessThan(Formulas.LEAST_OF_BRANIN + 0.01);
        assertThat(medianOfBranin(wrong, 40)).isLessThan(Formulas.LEAST_OF_BRANIN + 0.01);
    }

    private static double medianOfBranin(Map<String, Belief> beliefs, int trials) {
        double[] bests = LongStream.range(0, 11)
                .parallel()
                .mapToDouble(seed -> {
                    Sampler sampler = new GpSampler(Formulas.spaceOfBranin(), seed, OptionalInt.empty(), beliefs);
                    List<Observation> history = new ArrayList<>();
                    for (int draw = 0; draw < trials; draw++) {
                        Assignment point =
                                sampler.suggest(draw, history).point().orElseThrow();
                        double[] x = point.values().values().stream()
                                .mapToDouble(value -> value.number().orElseThrow())
                                .toArray();
                        history.add(new Observation(point, Formulas.branin(x)));
                    }
                    return history.stream().mapToDouble(Observation::loss).min().orElseThrow();
                })
                .sorted()
                .toArray();
        return bests[5];
    }

    /// The better branch has a minimum of its own parameter at 0.3.
    @Test
    void searchesConditionalParameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("kind", Parameter.always(new Choices(List.of(new Value.Text("flat"), new Value.Text("deep")))));
        parameters.put("x", new Parameter(line(), Optional.of(Condition.parse("kind = deep"))));
        parameters.put("y", new Parameter(line(), Optional.of(Condition.parse("kind = flat"))));
        Space space = new Space(parameters, List.of(), Map.of());
        Sampler sampler = sampler(space);
        List<Observation> history = new ArrayList<>();
        for (int draw = 0; draw < 25; draw++) {
            Assignment point = sampler.suggest(draw, history).point().orElseThrow();
            Value x = point.values().get("x");
            double loss = x == null ? 0.5 + number(point.values().get("y")) : Math.pow(number(x) - 0.3, 2);
            history.add(new Observation(point, loss));
        }
        assertThat(history.stream().mapToDouble(Observation::loss).min().orElseThrow())
                .isLessThan(1e-4);
    }

    /// A trial that was pruned early has a high loss only because of that.
    @Test
    void learnsFromTrialsThatWerePruned() {
        Space space = new Space(Map.of("x", line(), "y", line()));
        Sampler sampler = new GpSampler(space, 1, OptionalInt.of(8));
        List<Observation> history = new ArrayList<>();
        for (int draw = 0; draw < 30; draw++) {
            Assignment point = sampler.suggest(draw, history).point().orElseThrow();
            double[] x = numbers(point);
            double last = Math.pow(x[0] - 0.3, 2) + Math.pow(x[1] - 0.6, 2);
            int epochs = draw % 3 == 0 ? 8 : 2;
            List<Double> losses = IntStream.rangeClosed(1, epochs)
                    .mapToObj(epoch -> last + 1.0 / epoch)
                    .toList();
            history.add(new Observation(
                    point, losses.getLast(), epochs == 8 ? OptionalInt.empty() : OptionalInt.of(2), losses));
        }
        double[] latest = numbers(history.getLast().assignment());
        assertThat(Math.hypot(latest[0] - 0.3, latest[1] - 0.6)).isLessThan(0.1);
    }

    @Test
    void trialsThatWerePrunedBeforeTheirFirstEpochSayNothing() {
        Space space = Formulas.spaceOfBranin();
        List<Observation> history = history(space, 12, Formulas::branin).stream()
                .map(each -> new Observation(each.assignment(), each.loss(), OptionalInt.of(0)))
                .toList();
        assertThat(new GpSampler(space, 1, OptionalInt.of(9)).suggest(12, history))
                .isEqualTo(new SobolSampler(space, 1).suggest(12, history));
    }

    private static Sampler sampler(Space space) {
        return new GpSampler(space, 1, OptionalInt.empty());
    }

    private static List<Observation> history(Space space, int trials, ToDoubleFunction<double[]> formula) {
        Sampler sampler = sampler(space);
        List<Observation> history = new ArrayList<>();
        LongStream.range(0, trials).forEach(draw -> {
            Assignment point = sampler.suggest(draw, history).point().orElseThrow();
            history.add(new Observation(point, formula.applyAsDouble(numbers(point))));
        });
        return history;
    }

    private static double[] numbers(Assignment point) {
        return point.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .mapToDouble(entry -> number(entry.getValue()))
                .toArray();
    }

    private static double number(@org.jspecify.annotations.Nullable Value value) {
        return java.util.Objects.requireNonNull(value).number().orElseThrow();
    }

    private static double distance(Assignment one, Assignment other) {
        double[] a = numbers(one);
        double[] b = numbers(other);
        return Math.hypot((a[0] - b[0]) / 15, (a[1] - b[1]) / 15);
    }

    private static Domain line() {
        return new Interval(
                BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
    }
}
