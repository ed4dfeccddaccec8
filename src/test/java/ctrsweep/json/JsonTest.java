package ctrsweep.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.space.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2.0,1.0E-5],\"b\":{\"c\":true},\"d\":\"x\\\"y\\n\"}",
                "[]",
                "{}",
                "9223372036854775807",
                "-0.1",
                "\"caf\u00e9\""
            })
    void whatWasWrittenReadsBackAndIsWrittenTheSame(String json) {
        assertThat(Json.write(Json.read(json))).isEqualTo(json);
    }

    @Test
    void keysAreSorted() {
        assertThat(Json.write(Json.read("{\"b\": 1, \"a\": {\"d\": 2, \"c\": 3}}")))
                .isEqualTo("{\"a\":{\"c\":3,\"d\":2},\"b\":1}");
    }

    @Test
    void wholeAndRealNumbersStayApart() {
        assertThat(Json.read("1")).isEqualTo(new Value.Int(1));
        assertThat(Json.read("1.0")).isEqualTo(new Value.Real(1));
        assertThat(Json.read("1e2")).isEqualTo(new Value.Real(100));
    }

    @Test
    void readsWhatPythonWrites() {
        assertThat(Json.readForeign("{\"a\": NaN, \"b\": null, \"c\": [1, null, -Infinity], \"d\": 1e-05}\n"))
                .isEqualTo(Json.read("{\"a\":\"NaN\",\"c\":[1,\"-Infinity\"],\"d\":0.00001}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\": 1", "{\"a\":1,\"a\":2}", "1 2", "99999999999999999999", "null"})
    void refusesWhatIsNotJsonOfAnybody(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.readForeign(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "NaN", "1e999", "{\"a\":1,\"a\":2}", "1 2", "{a:1}", "'x'"})
    void refusesWhatIsNotJsonOrHasNoMeaning(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
    }

    @Test
    void keepsANullOfItsOwn() {
        for (String text : List.of("null", "[null,1]", "{\"a\":null}")) {
            assertThat(Json.write(Json.read(text))).isEqualTo(text);
        }
        assertThat(Json.write(new JsonObjects().read("{\"a\":null}"))).isEqualTo("{\"a\":null}");
    }
}
