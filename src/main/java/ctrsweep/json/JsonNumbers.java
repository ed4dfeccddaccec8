package ctrsweep.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The numbers of a JSON object that another program printed, by name; the names of nested objects are
/// joined by a dot.
public sealed interface JsonNumbers {

    /// `NaN` and `Infinity` are numbers, as Python prints them, and so is a text that is nothing but a number. Of a
    /// name that is there twice the last number counts.
    ///
    /// @param others what is not a number, shortened for messages
    record Read(Map<String, Double> numbers, Map<String, String> others) implements JsonNumbers {}

    /// The text is not one JSON object.
    ///
    /// @param at the name where reading stopped; empty at the beginning
    record Broken(String at) implements JsonNumbers {}

    static JsonNumbers of(String text) {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.LENIENT);
            Reading reading = new Reading(json);
            try {
                reading.object("");
                return json.peek() == JsonToken.END_DOCUMENT
                        ? new Read(reading.numbers, reading.others)
                        : new Broken("");
            } catch (IOException | IllegalStateException _) {
                return new Broken(reading.last);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be closed", e);
        }
    }

    /// The number that a word is, as Python and others print it; empty for other words.
    static OptionalDouble number(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "infinity", "+infinity", "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-infinity", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default ->
                Reading.NUMBER.matcher(word).matches()
                        ? OptionalDouble.of(Double.parseDouble(word))
                        : OptionalDouble.empty();
        };
    }

    /// One pass over one object.
    final class Reading {
        /// No metric has a longer name; joined names could otherwise take more memory than the text did.
        private static final int LONGEST_NAME = 200;

        private static final int SHOWN = 40;
        private static final Pattern NUMBER =
                Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,9})?");

        private final JsonReader json;
        private final Map<String, Double> numbers = new LinkedHashMap<>();
        private final Map<String, String> others = new LinkedHashMap<>();
        private String last = "";

        private Reading(JsonReader json) {
            this.json = json;
        }

        private void object(String prefix) throws IOException {
            json.beginObject();
            while (json.hasNext()) {
                String name = prefix + json.nextName();
                if (name.length() > LONGEST_NAME) {
                    json.skipValue();
                } else {
                    last = name;
                    value(name);
                }
            }
            json.endObject();
        }

        private void value(String name) throws IOException {
            switch (json.peek()) {
                case NUMBER -> numbers.put(name, Double.parseDouble(json.nextString()));
                case STRING -> text(name, json.nextString());
                case BOOLEAN -> others.put(name, Boolean.toString(json.nextBoolean()));
                case NULL -> {
                    json.nextNull();
                    others.put(name, "null");
                }
                case BEGIN_ARRAY -> {
                    json.skipValue();
                    others.put(name, "a list");
                }
                case BEGIN_OBJECT -> object(name + ".");
                case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
                    throw new IllegalStateException("a value is missing: " + json.getPath());
            }
        }

        private void text(String name, String text) {
            OptionalDouble number = number(text.strip());
            if (number.isPresent()) {
                numbers.put(name, number.getAsDouble());
            } else {
                others.put(name, "the text \"" + text.substring(0, Math.min(SHOWN, text.length())) + "\"");
            }
        }
    }
}
