package ctrsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {
    private static final double[] EXTREMES = {
        Double.NEGATIVE_INFINITY,
        -Double.MAX_VALUE,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY
    };

    /// Scores of a few levels, of many, with an outlier, of the smallest range, and the largest.
    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "1000, 0", "1000, 1e300", "4, 4.9e-324", "4, Infinity", "4, -Infinity"})
    void countsAsAPlainSearchDoes(int levels, double outlier) {
        SplittableRandom random = new SplittableRandom(3);
        double[] drawn =
                random.ints(200, 0, levels).asDoubleStream().map(x -> x / 7).toArray();
        drawn[17] = outlier;
        double[] ascending = Arrays.stream(drawn).sorted().toArray();
        Quantiles among = new Quantiles(ascending);
        DoubleStream.concat(
                        DoubleStream.of(EXTREMES),
                        DoubleStream.concat(Arrays.stream(ascending), random.doubles(300, -10, 200)))
                .forEach(value -> assertThat(among.countBelow(value))
                        .as("%s", value)
                        .isEqualTo(Scores.countBelow(ascending, value)));
    }
}
