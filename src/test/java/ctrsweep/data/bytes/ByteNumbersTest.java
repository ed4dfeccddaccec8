package ctrsweep.data.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteNumbersTest {

    private static OptionalLong whole(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
        return ByteNumbers.whole(bytes, 1, bytes.length - 1);
    }

    private static OptionalDouble real(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
        return ByteNumbers.real(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+12", "007", "-0", "999999999999999999", "-999999999999999999"})
    void wholeNumbersAreReadAsJavaDoes(String text) {
        assertThat(whole(text)).hasValue(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", "1.0", "1e3", " 1", "1 ", "--1", "1-", "a", "1000000000000000000", "٣"})
    void whatIsNoWholeNumberIsNone(String text) {
        assertThat(whole(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "1.5",
                ".5",
                "5.",
                "-12.25",
                "+3",
                "1e-3",
                "6.02E23",
                "0.1",
                "123456789012345",
                "0.00000000000001",
                "1234567890123456789",
                "0.1234567890123456789",
                "4.9e-324",
                "1e-400"
            })
    void realNumbersAreReadAsJavaDoes(String text) {
        assertThat(real(text)).hasValue(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.2.3",
                "e5",
                "1e",
                "nan",
                "NaN",
                "Infinity",
                "1e999",
                "0x1p3",
                "1d",
                " 1",
                "1,5"
            })
    void whatIsNoFiniteNumberIsNone(String text) {
        assertThat(real(text)).isEmpty();
    }

    @Test
    void anyNumberIsReadAsJavaDoes() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextLong() >> random.nextInt(63), random.nextInt(-3, 20));
            for (String text : new String[] {
                number.toPlainString(), number.toString(), String.format(Locale.ROOT, "%.3f", number.doubleValue())
            }) {
                assertThat(real(text).orElseThrow()).as(text).isEqualTo(Double.parseDouble(text));
            }
        }
    }
}
