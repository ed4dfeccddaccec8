package ctrsweep.config;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The numbers of a JSON object that some other program printed, by their names.
public final class JsonNumbers {
    private JsonNumbers() {}

    /// `NaN` and `Infinity` are numbers, as Python prints them. What is not a number is passed over. Of a name that
    /// is there twice the last number counts.
    ///
    /// @return empty when the text is not one JSON object
    public static Optional<Map<String, Double>> of(String text) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.LENIENT);
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                number(json).ifPresent(number -> numbers.put(name, number));
            }
            json.endObject();
            return json.peek() == JsonToken.END_DOCUMENT ? Optional.of(numbers) : Optional.empty();
        } catch (IOException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private static OptionalDouble number(JsonReader json) throws IOException {
        return switch (json.peek()) {
            case NUMBER -> OptionalDouble.of(Double.parseDouble(json.nextString()));
            case STRING -> notFinite(json.nextString());
            case BOOLEAN, NULL, BEGIN_ARRAY, BEGIN_OBJECT -> {
                json.skipValue();
                yield OptionalDouble.empty();
            }
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
                throw new IllegalStateException("a value is missing: " + json.getPath());
        };
    }

    private static OptionalDouble notFinite(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "infinity", "+infinity", "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-infinity", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }
}
