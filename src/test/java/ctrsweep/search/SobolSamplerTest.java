package ctrsweep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Space;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SobolSamplerTest {
    private static final Domain UNIT =
            new Interval(BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
    private static final int SEEDS = 20;

    @ParameterizedTest
    @CsvSource({"64, 2", "100, 2", "256, 2", "64, 5", "100, 5", "256, 5", "256, 10"})
    void fillsTheCubeMoreEvenlyThanRandomDraws(int points, int dimensions) {
        Space cube = cube(dimensions);
        double random = IntStream.range(0, SEEDS)
                .mapToDouble(seed -> discrepancy(points(new RandomSampler(cube, seed), points)))
                .average()
                .orElseThrow();
        List<Double> sobol = IntStream.range(0, SEEDS)
                .mapToObj(seed -> discrepancy(points(new SobolSampler(cube, seed), points)))
                .toList();
        System.out.printf(
                "centred L2 discrepancy of %d points in %d dimensions: Sobol %.5f to %.5f, random %.5f%n",
                points, dimensions, Collections.min(sobol), Collections.max(sobol), random);
        assertThat(sobol).allSatisfy(discrepancy -> assertThat(discrepancy).isLessThan(random));
    }

    @Test
    void theDiscrepancyOfThisTestIsHickernells() {
        // One point in the middle of one dimension: 13/12 - 2 + 1 = 1/12; at the end: 13/12 - 2 (1 + 1/4 - 1/8)
        // + (1 + 1/2) = 1/3.
        assertThat(discrepancy(new double[][] {{0.5}})).isCloseTo(Math.sqrt(1 / 12.0), within(1e-15));
        assertThat(discrepancy(new double[][] {{0}})).isCloseTo(Math.sqrt(1 / 3.0), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "0, 256", "256, 256", "48, 16"})
    void eachPartOfADomainGetsOneOfTheDraws(int first, int parts) {
        for (int seed = 0; seed < 5; seed++) {
            double[][] points = points(new SobolSampler(cube(8), seed), first + parts);
            for (int dimension = 0; dimension < 8; dimension++) {
                int d = dimension;
                assertThat(IntStream.range(first, first + parts)
                                .map(i -> (int) (points[i][d] * parts))
                                .distinct())
                        .hasSize(parts);
            }
        }
    }

    @Test
    void anyTwoDimensionsOfTheFirstAreANet() {
        // A (0, 4, 2)-net: each of the 16 boxes of any shape contains one of 16 points.
        double[][] points = points(new SobolSampler(cube(2), 3), 16);
        for (int across = 1; across <= 16; across *= 2) {
            int columns = across;
            int rows = 16 / across;
            assertThat(IntStream.range(0, 16)
                            .map(i -> ((int) (points[i][0] * columns)) * rows + (int) (points[i][1] * rows))
                            .distinct())
                    .hasSize(16);
        }
    }

    @Test
    void drawsAreFrozen() {
        // Frozen values: if they change, a sweep begun with an older version continues with other points.
        assertThat(LongStream.range(0, 3).mapToObj(draw -> new SobolSampler(cube(2), 42).suggest(draw, List.of())))
                .extracting(suggestion -> suggestion.point().orElseThrow().toString())
                .containsExactly(
                        "x0=0.7133687707541397 x1=0.5722626480944132",
                        "x0=0.028042038601457597 x1=0.2606867279581008",
                        "x0=0.3757874970062066 x1=0.9869739618395782");
    }

    @Test
    void tooManyParametersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SobolSampler(cube(1001), 0))
                .withMessage("a Sobol sequence has at most 1000 parameters, not 1001");
    }

    @Test
    void aNormalDomainHasAsManyValuesOnEitherSideOfItsMean() {
        Space space = new Space(Map.of("a", new Normal(3, 2, Interval.Scale.LINEAR)));
        double[][] points = points(new SobolSampler(space, 1), 64);
        assertThat(List.of(points)).filteredOn(point -> point[0] < 3).hasSize(32);
        // Within one standard deviation: 68.27 % of 64, give or take the one draw that straddles either end.
        assertThat(List.of(points))
                .filteredOn(point -> Math.abs(point[0] - 3) < 2)
                .hasSizeBetween(42, 45);
    }

    /// Hickernell's centred L2 discrepancy (1998, equation 5.2c) of points in the unit cube.
    private static double discrepancy(double[][] points) {
        int n = points.length;
        double single = 0;
        double pairs = 0;
        for (double[] x : points) {
            double product = 1;
            for (double coordinate : x) {
                double z = Math.abs(coordinate - 0.5);
                product *= 1 + z / 2 - z * z / 2;
            }
            single += product;
            for (double[] y : points) {
                pairs += pair(x, y);
            }
        }
        return Math.sqrt(Math.pow(13.0 / 12, points[0].length) - 2 * single / n + pairs / n / n);
    }

    private static double pair(double[] x, double[] y) {
        double product = 1;
        for (int d = 0; d < x.length; d++) {
            product *= 1 + Math.abs(x[d] - 0.5) / 2 + Math.abs(y[d] - 0.5) / 2 - Math.abs(x[d] - y[d]) / 2;
        }
        return product;
    }

    private static double[][] points(Sampler sampler, int count) {
        return IntStream.range(0, count)
                .mapToObj(draw -> sampler.suggest(draw, List.of()).point().orElseThrow())
                .map(SobolSamplerTest::coordinates)
                .toArray(double[][]::new);
    }

    private static double[] coordinates(Assignment point) {
        return point.values().values().stream()
                .mapToDouble(value -> value.number().orElseThrow())
                .toArray();
    }

    private static Space cube(int dimensions) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        IntStream.range(0, dimensions).forEach(d -> domains.put("x" + d, UNIT));
        return new Space(domains);
    }
}
