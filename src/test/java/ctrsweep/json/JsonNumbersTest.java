package ctrsweep.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {

    @Test
    void onlyNumbersAreKept() {
        JsonNumbers.Read read = read("""
                {"a": 1, "b": -2.5e3, "c": "text", "d": [1], "e": {"f": 2, "g": {"h": "x"}}, "g": null, "h": true, "a": 3}
                """);
        assertThat(read.numbers()).isEqualTo(Map.of("a", 3.0, "b", -2500.0, "e.f", 2.0));
        assertThat(read.others())
                .isEqualTo(Map.of(
                        "c", "the text \"text\"", "d", "a list", "e.g.h", "the text \"x\"", "g", "null", "h", "true"));
    }

    private static JsonNumbers.Read read(String text) {
        return (JsonNumbers.Read) JsonNumbers.of(text);
    }

    @Test
    void aTextThatIsANumberCountsAsOne() {
        assertThat(
                        read("{\"a\": \"0.71\", \"b\": \" -1e-3 \", \"c\": \".5\", \"d\": \"71%\", \"e\": \"0x1p3\", \"f\": \"\", \"g\": \"1d\"}")
                                .numbers())
                .isEqualTo(Map.of("a", 0.71, "b", -0.001, "c", 0.5));
    }

    @Test
    void whereItBreaksIsTold() {
        assertThat(JsonNumbers.of("{\"a\": 1, \"val.auc\": array(0.5)[1]}"))
                .isEqualTo(new JsonNumbers.Broken("val.auc"));
    }

    @Test
    void longNamesTakeNoMemory() {
        StringBuilder many = new StringBuilder("{\"" + "n".repeat(100_000) + "\": {");
        for (int i = 0; i < 100_000; i++) {
            many.append("\"k").append(i).append("\": 1, ");
        }
        assertThat(read(many + "\"k\": 1}, \"a\": 2}").numbers()).isEqualTo(Map.of("a", 2.0));
    }

    @Test
    void whatIsNotFiniteIsANumberToo() {
        assertThat(read("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": \"nan\", \"e\": 1e999}")
                        .numbers())
                .isEqualTo(Map.of(
                        "a", Double.NaN,
                        "b", Double.POSITIVE_INFINITY,
                        "c", Double.NEGATIVE_INFINITY,
                        "d", Double.NaN,
                        "e", Double.POSITIVE_INFINITY));
    }

    @Test
    void wholeNumbersMayBeLong() {
        assertThat(read("{\"a\": 123456789012345678901234567890}").numbers())
                .isEqualTo(Map.of("a", 1.2345678901234568E+29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "}", "[1]", "1", "\"a\"", "{\"a\": 1} x", "{\"a\"}", "{\"a\": 1,, \"b\": 2", "{\"a\": }"
            })
    void anythingElseIsNoObject(String text) {
        assertThat(JsonNumbers.of(text)).isInstanceOf(JsonNumbers.Broken.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(JsonNumbers.of("{\"a\": " + "[".repeat(1_000_000))).isInstanceOf(JsonNumbers.Broken.class);
        assertThat(JsonNumbers.of("{\"a\":".repeat(100_000))).isInstanceOf(JsonNumbers.Broken.class);
    }
}
