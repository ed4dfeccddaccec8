package ctrsweep.settings;

import ctrsweep.json.JsonSchema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The items of `data.table.fields` in JSON Schema's words.
final class FieldSchema {
    private FieldSchema() {}

    static JsonSchema of() {
        JsonSchema text = JsonSchema.type("string");
        JsonSchema number = JsonSchema.type("number");
        JsonSchema name = JsonSchema.any().with("type", List.of("string", "integer"));
        return JsonSchema.object(JsonSchema.keys(
                        "name", name,
                        "names", names(),
                        "kind", constants(TableField.Kind.class),
                        "column", name,
                        "flags", names(),
                        "cross", names(),
                        "lookup",
                                JsonSchema.object(JsonSchema.keys("map", name, "key", name, "separator", text))
                                        .with("required", List.of("map", "key")),
                        "expression", text,
                        "made_up",
                                JsonSchema.object(JsonSchema.keys(
                                                "by", name,
                                                "values", values(),
                                                "min", JsonSchema.type("integer"),
                                                "max", JsonSchema.type("integer"),
                                                "seed", JsonSchema.type("integer")))
                                        .with("required", List.of("by")),
                        "take", constants(TableField.Take.class),
                        "chars", JsonSchema.integer(1),
                        "time_format", text,
                        "since", name,
                        "since_format", text,
                        "bin", JsonSchema.integer(2),
                        "encoder", constants(TableSettings.Encoder.class),
                        "min_count", JsonSchema.integer(1),
                        "order", constants(TableField.Order.class),
                        "values", values(),
                        "file", text,
                        "buckets", JsonSchema.integer(1),
                        "boundaries", JsonSchema.items(number),
                        "labels", names(),
                        "embedding_name", text,
                        "separator", text,
                        "weights", text,
                        "length", JsonSchema.integer(1),
                        "value_dim", JsonSchema.integer(1),
                        "pooling", constants(Pooling.class),
                        "normalize", names(),
                        "missing", JsonSchema.any().with("type", List.of("string", "number")),
                        "unreadable", constants(TableField.Unreadable.class),
                        "width", JsonSchema.integer(1)))
                .with("required", List.of("kind"));
    }

    private static JsonSchema values() {
        return JsonSchema.items(JsonSchema.any().with("type", List.of("string", "number", "boolean")));
    }

    /// One name, or a list of them.
    static JsonSchema names() {
        JsonSchema name = JsonSchema.any().with("type", List.of("string", "integer"));
        return JsonSchema.anyOf(List.of(name, JsonSchema.items(name)));
    }

    private static JsonSchema constants(Class<? extends Enum<?>> type) {
        return JsonSchema.oneOf(Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList());
    }
}
