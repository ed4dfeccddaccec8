package ctrsweep.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.search.Belief;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

/// Posterior, fit and acquisition against naive formulas and differences.
class GaussianProcessTest {
    private static final double STEP = 1e-6;

    /// Two lines and a category.
    private static final List<Dimension> DIMENSIONS =
            Stream.of(line(), line(), category()).map(Dimension::of).toList();

    private static final Beliefs NONE =
            new Beliefs(new Coordinates(new Space(Map.of()), List.of("a", "b", "c"), DIMENSIONS), Map.of());

    private static final double[][] POINTS = points(12);
    private static final double[] VALUES = Arrays.stream(POINTS)
            .mapToDouble(x -> Math.sin(5 * x[0]) + x[1] * x[1] - (x[2] == 1 ? 0.5 : 0))
            .toArray();

    @Test
    void thePosteriorIsThatOfTheFormula() {
        Matern kernel = new Matern(DIMENSIONS, new double[] {4, 2, 0.5}, 1.3);
        GaussianProcess process = new GaussianProcess(kernel, 0.01, POINTS, VALUES);
        double[] x = {0.3, 0.6, 2};
        int n = POINTS.length;
        RealMatrix covariance = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance.setEntry(i, j, kernel.covariance(POINTS[i], POINTS[j]) + (i == j ? 0.01 : 0));
            }
        }
        RealMatrix inverse = new LUDecomposition(covariance).getSolver().getInverse();
        RealVector k = MatrixUtils.createRealVector(
                Arrays.stream(POINTS).mapToDouble(p -> kernel.covariance(x, p)).toArray());
        GaussianProcess.Prediction prediction = process.at(x);
        assertThat(prediction.mean())
                .isCloseTo(k.dotProduct(inverse.operate(MatrixUtils.createRealVector(VALUES))), within(1e-9));
        assertThat(prediction.deviation() * prediction.deviation())
                .isCloseTo(1.3 - k.dotProduct(inverse.operate(k)), within(1e-9));
    }

    @Test
    void aKernelKnowsCategoriesAndInactiveParameters() {
        Matern kernel = new Matern(DIMENSIONS, new double[] {4, 2, 0.5}, 1);
        assertThat(kernel.squaredDistance(new double[] {0, 0.5, 1}, new double[] {0.5, 0.5, 2}))
                .isEqualTo(4 * 0.25 + 0.5);
        assertThat(kernel.squaredDistance(new double[] {Double.NaN, 0, 0}, new double[] {0.9, 0, 0}))
                .isEqualTo(4);
        assertThat(kernel.squaredDistance(new double[] {Double.NaN, 0, 0}, new double[] {Double.NaN, 0, 0}))
                .isZero();
    }

    @Test
    void theGradientOfTheFitIsThatOfDifferences() {
        Fit fit = Fit.target(DIMENSIONS, POINTS, VALUES);
        double[] logs = {0.3, -0.4, 0.9, 0.2, -3};
        assertThat(gradient(fit, logs)).containsExactly(differences(fit, logs), within(1e-5));
    }

    @Test
    void theFitFindsWhichDimensionsMatter() {
        double[][] points = points(40);
        double[] values =
                Arrays.stream(points).mapToDouble(x -> Math.sin(6 * x[0])).toArray();
        Matern kernel = Fit.of(DIMENSIONS, points, values).kernel();
        assertThat(kernel.weight(0)).isGreaterThan(4 * kernel.weight(1)).isGreaterThan(4 * kernel.weight(2));
    }

    @Test
    void theGradientOfTheAcquisitionIsThatOfDifferences() {
        assertThatItsGradientIsThatOfDifferences(Fit.of(DIMENSIONS, POINTS, VALUES), NONE);
    }

    @Test
    void theGradientOfBeliefsIsThatOfDifferences() {
        Coordinates coordinates = new Coordinates(new Space(Map.of()), List.of("a", "b", "c"), DIMENSIONS);
        Beliefs beliefs = new Beliefs(
                coordinates,
                Map.of(
                        "a", new Belief(new Value.Real(0.2), Belief.Sure.HIGH),
                        "c", new Belief(category().at(1), Belief.Sure.LOW)));
        assertThat(beliefs.log(new double[] {0.325, 0, 1})).isCloseTo(-0.5 + Math.log(2), within(1e-12));
        assertThatItsGradientIsThatOfDifferences(Fit.of(DIMENSIONS, POINTS, VALUES), beliefs);
    }

    @Test
    void theGradientOfTheAcquisitionWithNoiseIsThatOfDifferences() {
        Matern kernel = new Matern(DIMENSIONS, new double[] {4, 2, 0.5}, 1);
        assertThatItsGradientIsThatOfDifferences(new GaussianProcess(kernel, 0.2, POINTS, VALUES), NONE);
    }

    @Test
    void aPointThatIsKnownCountsLessIfTheLossIsNoisy() {
        Matern kernel = new Matern(DIMENSIONS, new double[] {4, 2, 0.5}, 1);
        GaussianProcess loss = new GaussianProcess(kernel, 0.2, POINTS, VALUES);
        double deviation = loss.at(POINTS[0]).deviation();
        double incumbent = loss.at(POINTS[0]).mean();
        double expected = Math.log(deviation / Math.sqrt(2 * Math.PI));
        assertThat(new Acquisition(loss, Optional.empty(), incumbent, List.of(), NONE, 1).at(POINTS[0]))
                .isCloseTo(expected + Math.log(1 - Math.sqrt(0.197 / (deviation * deviation + 0.197))), within(1e-6));
    }

    private static void assertThatItsGradientIsThatOfDifferences(GaussianProcess loss, Beliefs beliefs) {
        double[] labels = IntStream.range(0, POINTS.length)
                .mapToDouble(i -> i % 3 == 0 ? -1 : 1)
                .toArray();
        Acquisition acquisition =
                new Acquisition(loss, Optional.of(Fit.of(DIMENSIONS, POINTS, labels)), -0.2, List.of(), beliefs, 0.7);
        for (double[] x : points(20)) {
            double[] moved = {x[0], x[1]};
            BoundedDescent.Function lines = (at, gradient) -> {
                double[] slopes = new double[3];
                double value = acquisition.at(new double[] {at[0], at[1], x[2]}, slopes);
                System.arraycopy(slopes, 0, gradient, 0, 2);
                return value;
            };
            double[] expected = differences(lines, moved);
            assertThat(gradient(lines, moved)[0]).isCloseTo(expected[0], within(1e-3 + 1e-4 * Math.abs(expected[0])));
            assertThat(gradient(lines, moved)[1]).isCloseTo(expected[1], within(1e-3 + 1e-4 * Math.abs(expected[1])));
            assertThat(acquisition.at(x)).isCloseTo(acquisition.at(x, new double[3]), within(1e-9));
        }
    }

    @Test
    void aPointThatIsBelievedIsNoLongerUncertain() {
        GaussianProcess process = Fit.of(DIMENSIONS, POINTS, VALUES);
        double[] pending = {0.05, 0.95, 2};
        GaussianProcess believing = process.believing(List.of(pending));
        assertThat(believing.at(pending).deviation())
                .isLessThan(process.at(pending).deviation() / 2);
        assertThat(believing.at(pending).mean()).isCloseTo(process.at(pending).mean(), within(1e-9));
    }

    private static double[] gradient(BoundedDescent.Function function, double[] x) {
        double[] gradient = new double[x.length];
        function.at(x, gradient);
        return gradient;
    }

    private static double[] differences(BoundedDescent.Function function, double[] x) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> {
                    double[] above = x.clone();
                    double[] below = x.clone();
                    above[i] += STEP;
                    below[i] -= STEP;
                    double[] ignored = new double[x.length];
                    return (function.at(above, ignored) - function.at(below, ignored)) / (2 * STEP);
                })
                .toArray();
    }

    private static double[][] points(int count) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(_ -> new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(3)})
                .toArray(double[][]::new);
    }

    private static Domain line() {
        return new Interval(
                BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
    }

    private static Domain category() {
        return new Choices(Stream.of("a", "b", "c").<Value>map(Value.Text::new).toList());
    }
}
