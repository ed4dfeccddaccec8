package ctrsweep.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Interval.Kind;
import ctrsweep.space.Interval.Scale;
import ctrsweep.space.Normal;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Against `_ParzenEstimator(observations, space, parameters).log_pdf` of Optuna 5.0.0, with its default parameters
/// (prior weight 1, magic clip, no end points, `default_weights`).
class ParzenTest {
    private static final Offset<Double> CLOSE = within(1e-11);
    private static final Domain UNIT = interval("0", "1", Scale.LINEAR, "", Kind.REAL);
    private static final Domain RATES = interval("1e-4", "1e-1", Scale.LOG, "", Kind.REAL);

    @Test
    void theDensityOfRealNumbersIsOptunas() {
        assertThat(densities(UNIT, new double[0], 0.2)).satisfies(close(-0.0040221995090504725));
        assertThat(densities(UNIT, new double[] {0.3}, 0.2, 0.9))
                .satisfies(close(0.05267460546957181, -0.13932167972091136));
        assertThat(densities(UNIT, new double[] {0.3, 0.35, 0.9, 0.3, 0.31}, 0.3, 0.6, 1, 0))
                .satisfies(close(0.6480171312484853, -0.3376593503363443, -0.7371056490685681, -0.6484172716492174));
        assertThat(densities(RATES, new double[] {1e-3, 2e-3, 0.05}, 1e-3, 0.09))
                .satisfies(close(-1.7033608660114252, -2.2064169028923324));
    }

    @Test
    void theProbabilityOfStepsIsOptunas() {
        Domain whole = interval("1", "10", Scale.LINEAR, "", Kind.WHOLE);
        assertThat(densities(whole, new double[] {2, 2, 3, 9}, 2, 10, 6))
                .satisfies(close(-1.7619551506240902, -2.8803487909642476, -2.638287037652014));
        Domain logWhole = interval("4", "1024", Scale.LOG, "", Kind.WHOLE);
        assertThat(densities(logWhole, new double[] {8, 64, 64, 512}, 4, 64, 1000))
                .satisfies(close(-3.4144087235483243, -5.7539473802378005, -8.919928626210844));
        Domain steps = interval("0", "0.5", Scale.LINEAR, "0.1", Kind.REAL);
        assertThat(densities(steps, new double[] {0.1, 0.3, 0.3}, 0.3, 0.5, 0))
                .satisfies(close(-1.4998427717179086, -2.239422531158021, -2.115076993749045));
    }

    @Test
    void theProbabilityOfChoicesIsOptunas() {
        Domain letters = new Choices(Stream.of("a", "b", "c", "d")
                .map(text -> (Value) new Value.Text(text))
                .toList());
        Parzen parzen = new Parzen(
                ObservationWeights.weights(3), List.of(Axis.of(letters).kernels(SortedColumn.of(0, 2, 2))));
        assertThat(DoubleStream.of(0, 1, 2)
                        .map(index -> parzen.logDensity(new double[] {index}))
                        .toArray())
                .satisfies(close(-1.268511325463507, -1.8562979903656256, -0.9007865453381897));
    }

    /// As of the whole numbers from 0 to 3.
    @Test
    void listedNumbersAreOrdered() {
        Axis listed = Axis.of(
                new Choices(List.of(new Value.Int(128), new Value.Int(32), new Value.Real(0.5), new Value.Int(64))));
        assertThat(listed.coordinate(new Value.Int(64))).isEqualTo(2);
        assertThat(listed.value(3)).isEqualTo(new Value.Int(128));
        assertThat(listed.coordinate(new Value.Int(48))).isNaN();
        SortedColumn observed = SortedColumn.of(1, 2, 2);
        Axis ranks = Axis.of(interval("0", "3", Scale.LINEAR, "", Kind.WHOLE));
        for (int rank = 0; rank < 4; rank++) {
            assertThat(logDensity(listed, observed, rank)).isEqualTo(logDensity(ranks, observed, rank));
        }
    }

    /// Such a list keeps its weights as the prior.
    @Test
    void listedNumbersWithWeightsAreCategories() {
        Domain weighted = new Choices(List.of(new Value.Int(1), new Value.Int(2)), List.of(0.9, 0.1));
        assertThat(logDensity(Axis.of(weighted), SortedColumn.of(), 0)).isCloseTo(Math.log(0.9), CLOSE);
    }

    private static double logDensity(Axis axis, SortedColumn observed, double coordinate) {
        return new Parzen(ObservationWeights.weights(observed.size()), List.of(axis.kernels(observed)))
                .logDensity(new double[] {coordinate});
    }

    @Test
    void severalParametersAreEstimatedJointly() {
        Domain pair = new Choices(List.of(new Value.Text("a"), new Value.Text("b")));
        Axis rates = Axis.of(RATES);
        Parzen parzen = new Parzen(
                ObservationWeights.weights(3),
                List.of(
                        Axis.of(UNIT).kernels(SortedColumn.of(0.1, 0.8, 0.4)),
                        rates.kernels(column(rates, 1e-3, 1e-2, 3e-4)),
                        Axis.of(pair).kernels(SortedColumn.of(0, 1, 1))));
        assertThat(parzen.logDensity(new double[] {0.1, Math.log(1e-3), 0})).isCloseTo(-2.0958430268312833, CLOSE);
        assertThat(parzen.logDensity(new double[] {0.5, Math.log(5e-2), 1})).isCloseTo(-2.8314626893440464, CLOSE);
    }

    @Test
    void oldObservationsWeighLessAndLess() {
        double[] weights = ObservationWeights.weights(40);
        double[] some =
                IntStream.of(0, 1, 14, 15, 39, 40).mapToDouble(i -> weights[i]).toArray();
        assertThat(some)
                .satisfies(close(
                        0.0007421150278293136,
                        0.002809435462496687,
                        0.029684601113172542,
                        0.029684601113172542,
                        0.029684601113172542,
                        0.029684601113172542));
        double[] scrambled =
                IntStream.range(0, 40).mapToDouble(i -> i * 7 % 40 / 40.0).toArray();
        assertThat(densities(UNIT, scrambled, 0.5, 0.01, 0.99))
                .satisfies(close(-0.0036969641301802803, -0.5174451886441094, -0.4369805057087633));
    }

    @Test
    void aThousandObservationsAreTakenInBlocks() {
        double[] observed = IntStream.range(0, 1000)
                .mapToDouble(i -> i * 37 % 1000 / 1000.0)
                .toArray();
        assertThat(densities(UNIT, observed, 0.5, 0.0005)).satisfies(close(0.0013674683210482819, 0.07997123605859402));
    }

    @Test
    void aNormalDomainHasItsDistributionForPriorAndNoEnds() {
        Domain normal = new Normal(3, 2, Scale.LINEAR);
        // log phi((5 - 3) / 2) - log 2
        assertThat(densities(normal, new double[0], 5)).satisfies(close(-0.9189385332046727 - 0.5 - Math.log(2)));
        // One observation has no neighbours and is as wide as the prior: (phi(0) + phi(1)) / 2 / 2.
        double expected = Math.log((Math.exp(-0.5) + 1) / 4 / Math.sqrt(2 * Math.PI));
        assertThat(densities(normal, new double[] {5}, 5)).satisfies(close(expected));
    }

    /// For every kind of kernel, the frequencies of samples match the densities.
    @Test
    void samplesAreSpreadAsTheDensitySays() {
        Domain whole = interval("1", "6", Scale.LOG, "", Kind.WHOLE);
        Axis axis = Axis.of(whole);
        Domain letters = new Choices(Stream.of("a", "b", "c")
                .map(text -> (Value) new Value.Text(text))
                .toList());
        Parzen parzen = new Parzen(
                ObservationWeights.weights(3),
                List.of(axis.kernels(column(axis, 2, 6, 5)), Axis.of(letters).kernels(SortedColumn.of(0, 2, 2))));
        Random random = new Random(5);
        List<List<Double>> samples = Stream.generate(() -> parzen.sample(random))
                .limit(20_000)
                .map(point -> DoubleStream.of(point).boxed().toList())
                .toList();
        for (int number = 1; number <= 6; number++) {
            for (int letter = 0; letter < 3; letter++) {
                List<Double> point = List.of(Math.log(number), (double) letter);
                double share = samples.stream().filter(point::equals).count() / 20_000.0;
                // Standard deviation at most 0.0025.
                assertThat(share)
                        .isCloseTo(
                                Math.exp(parzen.logDensity(new double[] {point.get(0), point.get(1)})), within(0.01));
            }
        }
    }

    private static double[] densities(Domain domain, double[] observed, double... points) {
        Axis axis = Axis.of(domain);
        Parzen parzen =
                new Parzen(ObservationWeights.weights(observed.length), List.of(axis.kernels(column(axis, observed))));
        return DoubleStream.of(points)
                .map(point -> parzen.logDensity(new double[] {axis.coordinate(new Value.Real(point))}))
                .toArray();
    }

    private static SortedColumn column(Axis axis, double... observed) {
        return SortedColumn.of(DoubleStream.of(observed)
                .map(number -> axis.coordinate(new Value.Real(number)))
                .toArray());
    }

    private static org.assertj.core.api.ThrowingConsumer<double[]> close(double... expected) {
        return actual -> assertThat(actual).containsExactly(expected, CLOSE);
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
