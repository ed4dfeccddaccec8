package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Settings in JSON Schema's words.
final class SettingSchema {
    private static final Map<String, Value> DEFAULTS = Settings.values(Experiment.DEFAULTS);

    private SettingSchema() {}

    /// The values that a setting may have.
    static JsonSchema value(SettingType type) {
        if (type instanceof SettingType.OneOf(Map<String, Enum<?>> constants)) {
            return JsonSchema.oneOf(constants.keySet());
        }
        if (type instanceof SettingType.Listing listing) {
            return JsonSchema.items(listing.item());
        }
        return type instanceof SettingType.Plain plain ? value(plain) : JsonSchema.any();
    }

    private static JsonSchema value(SettingType.Plain type) {
        return switch (type) {
            case INT, LONG -> JsonSchema.type("integer");
            case REAL -> JsonSchema.type("number");
            case TRUTH -> JsonSchema.type("boolean");
            case TEXT -> JsonSchema.type("string");
            case INTS -> JsonSchema.items(JsonSchema.type("integer"));
            case TEXTS -> JsonSchema.items(JsonSchema.type("string"));
            case REALS ->
                JsonSchema.anyOf(List.of(
                        JsonSchema.type("number"),
                        JsonSchema.items(JsonSchema.type("number")).with("minItems", 1)));
        };
    }

    /// The values of the setting of this name, and its default.
    static JsonSchema named(String name) {
        return value(Objects.requireNonNull(Settings.TYPES.get(name)))
                .with("default", Objects.requireNonNull(DEFAULTS.get(name)));
    }

    /// Every group of settings by dotted name, as `data` and `data.generated`, in the order of the record.
    static List<String> groups() {
        return Settings.TYPES.keySet().stream()
                .flatMap(setting -> dots(setting).stream())
                .distinct()
                .toList();
    }

    private static List<String> dots(String setting) {
        return Pattern.compile("\\.")
                .matcher(setting)
                .results()
                .map(dot -> setting.substring(0, dot.start()))
                .toList();
    }

    /// The entries below a prefix (which ends with a dot), by the rest of their names.
    static Map<String, JsonSchema> below(String prefix, Iterable<String> names, Function<String, JsonSchema> schema) {
        Map<String, JsonSchema> below = new LinkedHashMap<>();
        names.forEach(name -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), schema.apply(name));
            }
        });
        return below;
    }

    /// The same keys, for editors not to propose: what may be written so, but reads better otherwise.
    static Map<String, JsonSchema> unproposed(Map<String, JsonSchema> keys) {
        Map<String, JsonSchema> patterns = new LinkedHashMap<>();
        keys.forEach((key, schema) -> patterns.put("^" + key.replace(".", "\\.") + "$", schema));
        return patterns;
    }
}
