package ctrsweep.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private static final Value SMALL = new Value.Int(8);
    private static final Value LARGE = new Value.Int(64);

    @Test
    void keepsTheOrderInWhichValuesWereWritten() {
        Choices choices = new Choices(List.of(LARGE, SMALL));
        assertThat(choices.size()).hasValue(2);
        assertThat(choices.at(0)).isEqualTo(LARGE);
        assertThat(choices.at(1)).isEqualTo(SMALL);
    }

    @Test
    void drawsEveryValue() {
        Random random = new Random(1);
        Choices choices = new Choices(List.of(LARGE, SMALL));
        assertThat(Stream.generate(() -> choices.draw(random)).limit(100).distinct())
                .containsExactlyInAnyOrder(SMALL, LARGE);
    }

    @Test
    void refusesNothingAndTwiceTheSame() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Choices(List.of()))
                .withMessage("needs at least one value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Choices(List.of(SMALL, LARGE, SMALL)))
                .withMessage("the value 8 is listed twice");
    }
}
