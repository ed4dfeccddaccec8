package ctrsweep.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonObjectsTest {
    @Test
    void readsOneAfterTheOtherAsAReaderOfItsOwnDoes() {
        SplittableRandom random = new SplittableRandom(5);
        JsonObjects objects = new JsonObjects();
        for (int i = 0; i < 2_000; i++) {
            String text = Json.write(new Value.Fields(fields(random)));
            assertThat(objects.read(text)).as(text).isEqualTo(Json.read(text));
        }
    }

    @Test
    void readsWhatIsLongerThanABuffer() {
        String text = Json.write(new Value.Fields(Map.of("a", new Value.Text("\u00e9\"x".repeat(5_000)))));
        JsonObjects objects = new JsonObjects();
        assertThat(objects.read(text)).isEqualTo(Json.read(text));
        assertThat(objects.read("{}")).isEqualTo(Json.read("{}"));
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String text : List.of("", "{", "[1]", "12", "{\"a\":}", "x")) {
            assertThatThrownBy(() -> new JsonObjects().read(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(text);
        }
    }

    private static Map<String, Value> fields(SplittableRandom random) {
        Map<String, Value> fields = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String key = "key." + random.nextInt(100);
            fields.put(
                    key,
                    switch (random.nextInt(5)) {
                        case 0 -> new Value.Int(random.nextLong());
                        case 1 -> new Value.Real(random.nextDouble());
                        case 2 -> new Value.Text("t\"{}[]," + random.nextInt());
                        case 3 -> new Value.Bool(random.nextBoolean());
                        default -> new Value.Items(List.of(new Value.Int(1), new Value.Real(0.5)));
                    });
        }
        return fields;
    }
}
