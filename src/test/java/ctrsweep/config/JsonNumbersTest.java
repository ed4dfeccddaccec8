package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {

    @Test
    void onlyNumbersAreKept() {
        assertThat(JsonNumbers.of("""
                {"a": 1, "b": -2.5e3, "c": "text", "d": [1], "e": {"f": 2}, "g": null, "h": true, "a": 3}
                """)).contains(Map.of("a", 3.0, "b", -2500.0));
    }

    @Test
    void whatIsNotFiniteIsANumberToo() {
        assertThat(JsonNumbers.of("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": \"nan\", \"e\": 1e999}"))
                .contains(Map.of(
                        "a", Double.NaN,
                        "b", Double.POSITIVE_INFINITY,
                        "c", Double.NEGATIVE_INFINITY,
                        "d", Double.NaN,
                        "e", Double.POSITIVE_INFINITY));
    }

    @Test
    void wholeNumbersMayBeLong() {
        assertThat(JsonNumbers.of("{\"a\": 123456789012345678901234567890}"))
                .contains(Map.of("a", 1.2345678901234568E+29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "}", "[1]", "1", "\"a\"", "{\"a\": 1} x", "{\"a\"}", "{\"a\": 1,, \"b\": 2", "{\"a\": }"
            })
    void anythingElseIsNoObject(String text) {
        assertThat(JsonNumbers.of(text)).isEmpty();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(JsonNumbers.of("{\"a\": " + "[".repeat(1_000_000))).isEmpty();
        assertThat(JsonNumbers.of("{\"a\":".repeat(100_000))).isEmpty();
    }
}
