package ctrsweep.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogImprovementTest {

    /// `log(phi(z) + z Phi(z))`, computed with 60 digits.
    @ParameterizedTest
    @CsvSource({
        "3, 1.0987396653277078",
        "0, -0.91893853320467274",
        "-1, -2.4851210257126413",
        "-5, -16.74430116266099",
        "-30, -457.724653760598",
        "-60, -1809.1084601822722",
        "-1000, -500014.73445209116"
    })
    void isAccurateFarInTheTail(double z, double expected) {
        assertThat(LogImprovement.log(z)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-200, -60, -40, -8, -1, -0.1, 0.1, 2, 20})
    void theSlopeIsThatOfDifferences(double z) {
        double step = 1e-5 * Math.max(1, Math.abs(z));
        double difference = (LogImprovement.log(z + step) - LogImprovement.log(z - step)) / (2 * step);
        assertThat(LogImprovement.slope(z)).isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
    }
}
