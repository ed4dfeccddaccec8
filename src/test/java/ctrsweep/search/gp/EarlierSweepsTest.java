package ctrsweep.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.Formulas;
import ctrsweep.search.History;
import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Branin after an earlier sweep of 40 trials: the median simple regret of eleven seeds.
class EarlierSweepsTest {
    private static final int SEEDS = 11;
    private static final Space SPACE = Formulas.spaceOfBranin();

    @Test
    void anotherScaleIsNoHindrance() {
        assertThat(regret(5, loss -> 50 + 10 * loss)).isLessThan(0.01);
    }

    @Test
    void aMisleadingSweepIsSoonGivenNoWeight() {
        assertThat(regret(30, loss -> -loss)).isLessThan(0.01);
    }

    @Test
    void theMoreAlikeOfTwoSweepsCounts() {
        assertThat(regret(8, loss -> -loss, loss -> 3 * loss)).isLessThan(0.01);
    }

    @Test
    void aFewEarlierResultsReplaceNoStartup() {
        List<Observation> few = search(0, List.of(), 3, loss -> loss);
        GpSampler sampler = new GpSampler(SPACE, 7, OptionalInt.empty());
        assertThat(sampler.suggest(0, new History(List.of(), List.of(), List.of(few))))
                .isEqualTo(sampler.suggest(0, History.NONE));
    }

    /// @param earlier what the losses of each earlier sweep are made from
    private static double regret(int trials, DoubleUnaryOperator... earlier) {
        double[] regrets = LongStream.range(0, SEEDS)
                .parallel()
                .mapToDouble(seed -> {
                    List<List<Observation>> known = IntStream.range(0, earlier.length)
                            .mapToObj(i -> search(100 + seed, List.of(), 40, earlier[i]))
                            .toList();
                    return search(seed, known, trials, loss -> loss).stream()
                                    .mapToDouble(Observation::loss)
                                    .min()
                                    .orElseThrow()
                            - Formulas.LEAST_OF_BRANIN;
                })
                .sorted()
                .toArray();
        return regrets[SEEDS / 2];
    }

    private static List<Observation> search(
            long seed, List<List<Observation>> earlier, int trials, DoubleUnaryOperator seen) {
        GpSampler sampler = new GpSampler(SPACE, seed, OptionalInt.empty());
        List<Observation> results = new ArrayList<>();
        for (int draw = 0; draw < trials; draw++) {
            Assignment point = sampler.suggest(draw, new History(results, List.of(), earlier))
                    .point()
                    .orElseThrow();
            double[] x = point.values().values().stream()
                    .mapToDouble(value -> value.number().orElseThrow())
                    .toArray();
            results.add(new Observation(point, seen.applyAsDouble(Formulas.branin(x))));
        }
        return results;
    }
}
