package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.search.gp.GpSampler;
import ctrsweep.search.tpe.TpeSampler;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The simple regret, median of 20 seeds. Optuna 5.0 after 100 trials by TPE: .019 on Branin and .094 on Hartmann6;
/// after 50 by its GPSampler: .0024 on Hartmann6. Random draws after 100: .38 and 1.20.
class RegretTest {
    private static final int SEEDS = 20;

    @Test
    void tpeFindsTheMinimumOfBranin() {
        assertThat(ofBranin("TPE", RegretTest::tpe, 100)).isLessThanOrEqualTo(0.03);
    }

    @Test
    void tpeFindsTheMinimumOfHartmann6() {
        assertThat(ofHartmann6("TPE", RegretTest::tpe, 100)).isLessThanOrEqualTo(0.20);
    }

    @Test
    void aGaussianProcessFindsTheMinimumOfBranin() {
        assertThat(ofBranin("GP", RegretTest::gp, 30)).isLessThanOrEqualTo(0.001);
    }

    @Test
    void aGaussianProcessFindsTheMinimumOfHartmann6() {
        assertThat(ofHartmann6("GP", RegretTest::gp, 50)).isLessThanOrEqualTo(0.0024);
    }

    @Test
    void theFormulasHaveTheMinimaThatAreKnown() {
        assertThat(Formulas.branin(new double[] {Math.PI, 2.275})).isCloseTo(0.397887, within(1e-6));
        assertThat(Formulas.hartmann6(new double[] {0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573}))
                .isCloseTo(-3.32237, within(1e-5));
    }

    private static Sampler tpe(Space space, long seed) {
        return new TpeSampler(space, seed, TpeSettings.DEFAULTS);
    }

    private static Sampler gp(Space space, long seed) {
        return new GpSampler(space, seed, OptionalInt.empty());
    }

    private static double ofBranin(String name, BiFunction<Space, Long, Sampler> sampler, int trials) {
        double regret = median(Formulas.spaceOfBranin(), sampler, Formulas::branin, trials) - Formulas.LEAST_OF_BRANIN;
        System.out.printf("median simple regret of %s on Branin after %d trials: %.5f%n", name, trials, regret);
        return regret;
    }

    private static double ofHartmann6(String name, BiFunction<Space, Long, Sampler> sampler, int trials) {
        double regret =
                median(Formulas.spaceOfHartmann6(), sampler, Formulas::hartmann6, trials) - Formulas.LEAST_OF_HARTMANN6;
        System.out.printf("median simple regret of %s on Hartmann6 after %d trials: %.5f%n", name, trials, regret);
        return regret;
    }

    private static double median(
            Space space, BiFunction<Space, Long, Sampler> sampler, ToDoubleFunction<double[]> formula, int trials) {
        double[] bests = LongStream.range(0, SEEDS)
                .parallel()
                .mapToDouble(seed -> best(sampler.apply(space, seed), formula, trials))
                .sorted()
                .toArray();
        return (bests[SEEDS / 2 - 1] + bests[SEEDS / 2]) / 2;
    }

    private static double best(Sampler sampler, ToDoubleFunction<double[]> formula, int trials) {
        List<Observation> history = new ArrayList<>();
        for (int draw = 0; draw < trials; draw++) {
            Assignment point = sampler.suggest(draw, history).point().orElseThrow();
            double[] x = point.values().values().stream()
                    .mapToDouble(value -> value.number().orElseThrow())
                    .toArray();
            history.add(new Observation(point, formula.applyAsDouble(x)));
        }
        return history.stream().mapToDouble(Observation::loss).min().orElseThrow();
    }
}
