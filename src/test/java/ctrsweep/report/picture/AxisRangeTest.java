package ctrsweep.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisRangeTest {
    @Test
    void showsAllWithAMargin() {
        AxisRange window = AxisRange.of(List.of(1.0, 2.0, 3.0, 4.0), List.of());

        assertThat(window.low()).isCloseTo(0.88, within(1e-12));
        assertThat(window.high()).isCloseTo(4.12, within(1e-12));
        assertThat(window.label("auc")).isEqualTo("auc");
    }

    /// The quartiles of 1 to 8 and 1000 are 3 and 7, so numbers above 7 + 3 * 4 are far out.
    @Test
    void leavesOutWhatIsFarOut() {
        List<Double> numbers = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 1000.0);

        assertThat(AxisRange.of(numbers, List.of()).high()).isCloseTo(8.28, within(1e-12));
        assertThat(AxisRange.of(numbers, List.of()).label("loss")).isEqualTo("loss (1 outside)");
        assertThat(AxisRange.of(numbers, List.of(1000.0)).high()).isGreaterThan(1000);
    }

    @Test
    void equalNumbersHaveRoom() {
        AxisRange window = AxisRange.of(List.of(0.5, 0.5, Double.NaN), List.of(0.5));

        assertThat(window.low()).isLessThan(0.5);
        assertThat(window.high()).isGreaterThan(0.5);
        assertThat(AxisRange.of(List.of(), List.of())).isEqualTo(new AxisRange(0, 1, 0));
    }
}
