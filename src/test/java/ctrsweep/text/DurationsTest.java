package ctrsweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"8h, PT8H", "40m, PT40M", "90s, PT90S", "1h30m, PT90M", "2d, PT48H", "1d2h3m4s, PT26H3M4S"})
    void addsTheParts(String text, Duration span) {
        assertThat(Durations.read(text)).hasValue(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "8", "h", "30m1h", "1.5h", "-1h", "1w", "9999999h", "1h "})
    void refusesTheRest(String text) {
        assertThat(Durations.read(text)).isEmpty();
    }
}
