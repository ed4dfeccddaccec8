package ctrsweep.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ConfigException;
import ctrsweep.config.PlacedValues;
import ctrsweep.config.SourceFile;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtoTextTest {
    private static PlacedValues read(String text) {
        return ProtoText.read(new SourceFile("a.config", text));
    }

    private static String json(String text) {
        return Json.write(read(text).values());
    }

    @Test
    void readsMessagesListsAndScalars() {
        assertThat(json("""
                # a comment
                path: "a/b.csv"   # another
                train { lr: 1e-3, steps: 100; sparse: < name: 'x' > }
                feature { name: "a" }
                feature: { name: "b" dims: [1, 2] dims: 3 }
                type: CsvDataset
                on: true off: False
                """))
                .isEqualTo(
                        "{\"feature\":[{\"name\":\"a\"},{\"dims\":[1,2,3],\"name\":\"b\"}],"
                                + "\"off\":false,\"on\":true,\"path\":\"a/b.csv\","
                                + "\"train\":{\"lr\":0.001,\"sparse\":{\"name\":\"x\"},\"steps\":100},\"type\":\"CsvDataset\"}");
        assertThat(json("")).isEqualTo("{}");
        assertThat(json("a [ {b: 1}, {b: 2} ] c: []")).isEqualTo("{\"a\":[{\"b\":1},{\"b\":2}],\"c\":[]}");
    }

    /// 0x1F is 31, 017 is 15 in base 8; 2^64 - 1 is beyond a long.
    @Test
    void readsNumbersOfEachForm() {
        assertThat(
                        json(
                                "a: 0x1F b: 017 c: -5 d: .5 e: 1. f: 2.5f g: -1E2 h: - 3 i: inf j: -nan k: 18446744073709551615"))
                .isEqualTo("{\"a\":31,\"b\":15,\"c\":-5,\"d\":0.5,\"e\":1.0,\"f\":2.5,\"g\":-100.0,\"h\":-3,"
                        + "\"i\":\"inf\",\"j\":\"-nan\",\"k\":1.8446744073709552E19}");
    }

    /// \303\251 are the bytes of é in UTF-8, and strings that follow each other are one.
    @Test
    void readsEscapesAndJoinsStrings() {
        assertThat(read("a: \"\\n\\t\\\"\\x1d\\303\\251\\u00e9\\U0001F600\" b: 'it\\'s' \"one\"\n'text'")
                        .values()
                        .values())
                .containsEntry("a", new Value.Text("\n\t\"\u001d\u00e9\u00e9\ud83d\ude00"))
                .containsEntry("b", new Value.Text("it'sonetext"));
    }

    @Test
    void tellsWhereEachValueStands() {
        PlacedValues file = read("a: 1\nb {\n  c: 2\n}\nd { e: 3 }\nd { e: 4 }\n");
        assertThat(file.place("b.c")).isEqualTo("a.config:3:6");
        assertThat(file.place("d[1].e")).isEqualTo("a.config:6:8");
        assertThat(file.place("none")).isEqualTo("a.config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a 1 | 1:3: a needs a : and a value, or a message in braces",
                "a: | 1:3: here should be a value, not the end of the file",
                "a: } | 1:4: here should be a value, not }",
                "a { b: 1 | 1:9: the file ends within the message that begins at a.config:1:3; it needs a }",
                "} | 1:1: here should be the name of a field, not }",
                "a: [1 2] | 1:7: items of a list stand between commas, and ] ends it",
                "a: 12ab | 1:4: is no number: 12a",
                "a: -x | 1:4: a minus goes with a number, not with x",
                "a: 1e999 | 1:4: 1e999 is beyond the largest number",
                "a: \"b | 1:4: this string is not closed on its line",
                "a: \"\\q\" | 1:5: no such escape in a string: \\q",
                "a: \"\\xg\" | 1:5: this escape needs 1 digits",
                "a: \"\\377\" | 1:4: the bytes of this string are not UTF-8 text",
                "[a.b]: 1 | 1:1: extensions and Any messages are not read"
            })
    void saysWhatCannotBeReadAndWhere(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessage("a.config:" + problem);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> read("a {".repeat(100_000)))
                .hasMessage("a.config:1:301: messages are nested more than 100 deep");
    }

    /// What is written in any of the format's styles reads back the same.
    @Test
    void readsBackWhatever() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Value.Fields message = message(random, 3);
            String text = written(message, random);
            assertThat(read(text).values()).as("seed %d: %s", seed, text).isEqualTo(message);
        }
    }

    private static Value.Fields message(Random random, int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            fields.put("f" + i, random.nextInt(3) == 0 ? items(random, depth) : value(random, depth));
        }
        return new Value.Fields(fields);
    }

    private static Value items(Random random, int depth) {
        List<Value> items = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            items.add(value(random, depth));
        }
        return new Value.Items(items);
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 4)) {
            case 0 -> new Value.Int(random.nextLong() >> random.nextInt(64));
            case 1 -> new Value.Real(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 2 -> new Value.Bool(random.nextBoolean());
            case 3 ->
                new Value.Text(random.ints(random.nextInt(6), 1, 0xd800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
            default -> message(random, depth - 1);
        };
    }

    private static String written(Value.Fields message, Random random) {
        StringBuilder text = new StringBuilder();
        message.values().forEach((name, value) -> {
            if (value instanceof Value.Items(List<Value> items) && items.size() > 1 && random.nextBoolean()) {
                items.forEach(item -> field(name, item, random, text));
            } else {
                field(name, value, random, text);
            }
        });
        return text.toString();
    }

    private static void field(String name, Value value, Random random, StringBuilder text) {
        boolean bare = value instanceof Value.Fields && random.nextBoolean();
        text.append(name).append(bare ? " " : ": ");
        value(value, random, text);
        text.append(List.of(" ", "\n", ";", ", # comment\n").get(random.nextInt(4)));
    }

    private static void value(Value value, Random random, StringBuilder text) {
        switch (value) {
            case Value.Fields message ->
                text.append(
                        random.nextBoolean()
                                ? "{ " + written(message, random) + "}"
                                : "< " + written(message, random) + ">");
            case Value.Items(List<Value> items) -> {
                text.append('[');
                for (int i = 0; i < items.size(); i++) {
                    text.append(i == 0 ? "" : ", ");
                    value(items.get(i), random, text);
                }
                text.append(']');
            }
            case Value.Text(String words) -> quoted(words, random, text);
            case Value.Int _, Value.Real _, Value.Bool _, Value.Null _ -> text.append(value);
        }
    }

    private static void quoted(String words, Random random, StringBuilder text) {
        char quote = random.nextBoolean() ? '"' : '\'';
        text.append(quote);
        words.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < 0x80 && random.nextInt(4) == 0) {
                text.append("\\%03o".formatted(c));
            } else if (random.nextInt(4) == 0) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        text.append(quote);
    }
}
