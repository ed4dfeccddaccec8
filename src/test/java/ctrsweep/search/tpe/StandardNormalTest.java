package ctrsweep.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.search.StandardNormal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the functions of `optuna.samplers._tpe._truncnorm` of Optuna 5.0.0.
class StandardNormalTest {
    private static final Offset<Double> CLOSE = within(1e-11);

    @ParameterizedTest
    @CsvSource({
        "-1, 1, -0.38171514630212616",
        "-30, 0.5, -0.36894641528865635",
        "-0.2, 40, -0.5460043537227742",
        "2, 3, -3.8443534263342047",
        "8, 9, -35.013618593437144",
        "-9, -8, -35.013618593437144",
        "25, 26, -316.63940800802834",
        "-45, -40, -804.6084420137538",
        "-0.001, 0.001, -7.133546798293504"
    })
    void logMassIsThatOfLogGaussMass(double a, double b, double expected) {
        assertThat(StandardNormal.logMass(a, b)).isCloseTo(expected, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.19", "1, 0.19", "-3, 0.06", "3, 0.001", "12, 0.016"})
    void narrowIntervalsHaveTheSameMassByTheirSeries(double middle, double width) {
        assertThat(StandardNormal.isNarrow(middle, width)).isTrue();
        assertThat(StandardNormal.logNarrowMass(middle, width, Math.log(width)))
                .isCloseTo(StandardNormal.logMass(middle - width / 2, middle + width / 2), within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, -1, 2, -1.0",
        "0.3, -1, 2, -0.24240381788922705",
        "0.5, -5, 5, 0.0",
        "1e-6, -40, 1, -4.78821782704691",
        "0.999, -0.5, 40, 3.1981913323588396",
        "0.9, 0, 3, 1.6331863189144875",
        "0.05, -3, 0, -1.938479034297054",
        "0.01, -100, 100, -2.326347874040841"
    })
    void quantileIsThatOfPpf(double u, double a, double b, double expected) {
        assertThat(StandardNormal.quantile(u, a, b)).isCloseTo(expected, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 0.5, 0.1, 0, 1, -0.6163528669073193",
        "0.9, 0.1, 0.05, 0, 1, -125.90019335032171",
        "-4, -5, 3, -5, 10, -1.3799586235650847",
        "0, 0, 1, 0, 1, 0.15592379365739872"
    })
    void cutOffDensityIsThatOfLogpdf(
            double x, double mean, double deviation, double low, double high, double expected) {
        // The prior of a kernel without observations is one truncated normal distribution.
        Normals one = new Normals(SortedColumn.of(), new Normals.Reach(low, high, mean, deviation));
        double[] logs = new double[1];
        new ContinuousKernels(one).at(x).addTo(logs, 0, 1);
        assertThat(logs[0]).isCloseTo(expected, CLOSE);
    }
}
