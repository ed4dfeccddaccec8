package ctrsweep.report;

import ctrsweep.json.Json;
import ctrsweep.space.Numeral;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A parameter's value as unambiguous text: lists are JSON, and so is a string that would be read as another value,
/// such as a number or a list.
public final class ValueText {
    private ValueText() {}

    public static String of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> isMistakable(text) ? Json.write(value) : text;
            case Value.Items _, Value.Fields _ -> json(value);
            case Value.Bool _, Value.Int _, Value.Real _, Value.Null _ -> value.toString();
        };
    }

    /// JSON with a space after each comma.
    private static String json(Value value) {
        return switch (value) {
            case Value.Items(List<Value> items) ->
                items.stream().map(ValueText::json).collect(Collectors.joining(", ", "[", "]"));
            case Value.Fields(Map<String, Value> fields) ->
                fields.entrySet().stream()
                        .map(field -> Json.write(new Value.Text(field.getKey())) + ": " + json(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Value.Bool _, Value.Int _, Value.Real _, Value.Text _, Value.Null _ -> Json.write(value);
        };
    }

    private static boolean isMistakable(String text) {
        return text.startsWith("[")
                || text.startsWith("{")
                || text.startsWith("\"")
                || switch (text) {
                    case "", "true", "false", "null", "nan", "inf", "-inf" -> true;
                    default -> Numeral.read(text).isPresent();
                };
    }
}
