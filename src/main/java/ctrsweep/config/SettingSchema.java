package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.settings.Bounds;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.SettingReaders;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings in JSON Schema's words.
final class SettingSchema {
    private static final Map<String, Value> DEFAULTS = Settings.values(Experiment.DEFAULTS);

    private SettingSchema() {}

    /// The values that settings of a type may have.
    static JsonSchema value(SettingType type) {
        return value(type, Optional.empty());
    }

    private static JsonSchema value(SettingType type, Optional<Bounds> bounds) {
        if (type instanceof SettingType.OneOf(Map<String, Enum<?>> constants, Map<String, String> aliases)) {
            return JsonSchema.oneOf(Stream.concat(constants.keySet().stream(), aliases.keySet().stream())
                    .toList());
        }
        if (type instanceof SettingType.Listing listing) {
            return JsonSchema.items(listing.item());
        }
        return type instanceof SettingType.Plain plain ? value(plain, bounds) : JsonSchema.any();
    }

    private static JsonSchema value(SettingType.Plain type, Optional<Bounds> bounds) {
        return switch (type) {
            case INT, LONG -> number("integer", bounds);
            case REAL -> number("number", bounds);
            case TRUTH -> JsonSchema.type("boolean");
            case TEXT -> JsonSchema.type("string");
            case INTS -> JsonSchema.items(number("integer", bounds));
            case TEXTS -> JsonSchema.items(JsonSchema.type("string"));
            case REALS ->
                JsonSchema.anyOf(List.of(
                        number("number", bounds),
                        JsonSchema.items(number("number", bounds)).with("minItems", 1)));
        };
    }

    private static JsonSchema number(String type, Optional<Bounds> bounds) {
        JsonSchema number = JsonSchema.type(type);
        bounds.ifPresent(numbers -> {
            number.with(
                    numbers.isAboveZero() ? "exclusiveMinimum" : "minimum",
                    shortest(numbers.isAboveZero() ? 0 : numbers.low()));
            if (!numbers.isOpen()) {
                number.with("maximum", shortest(numbers.high()));
            }
        });
        return number;
    }

    /// Without `.0` where the number is whole.
    private static Number shortest(double number) {
        if (number == Math.rint(number)) {
            return Math.round(number);
        }
        return number;
    }

    /// The values of the setting of this name, its default, and who reads it.
    static JsonSchema named(String name) {
        return described(
                name,
                value(Objects.requireNonNull(Settings.TYPES.get(name)), Bounds.of(name))
                        .with("default", Objects.requireNonNull(DEFAULTS.get(name))));
    }

    /// The schema of a setting, or of a parameter that varies it, with a description of who reads it.
    static JsonSchema described(String name, JsonSchema schema) {
        List<SettingReaders.Rule> rules = SettingReaders.of(name);
        return rules.isEmpty()
                ? schema
                : schema.with(
                        "description",
                        rules.stream()
                                .map(SettingReaders.Rule::toString)
                                .collect(Collectors.joining(", and by ", "Read by ", "")));
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
