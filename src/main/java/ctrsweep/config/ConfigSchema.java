package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.settings.Defaults;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema of `configs/*.yaml`, for editors: every setting with its type, bounds, default and
/// readers.
///
/// It does not tell which settings contradict each other: reading the file tells that.
public final class ConfigSchema {
    private ConfigSchema() {}

    public static String text() {
        return JsonSchema.file("ctrsweep config", config().with("type", "object"));
    }

    /// The settings, and what else a config may say.
    static JsonSchema config() {
        Map<String, JsonSchema> keys = new LinkedHashMap<>();
        keys.put(
                GivenSettings.DEFAULTS,
                SettingSchema.value(SettingType.OneOf.of(Defaults.class)).with("default", "deepfm"));
        keys.put(GivenSettings.OUTPUT_DIR, JsonSchema.type("string"));
        return group("", keys);
    }

    private static JsonSchema group(String prefix) {
        return group(prefix, new LinkedHashMap<>());
    }

    /// Keys are nested; dotted ones are read too.
    ///
    /// @param keys further ones, which come first
    private static JsonSchema group(String prefix, Map<String, JsonSchema> keys) {
        Map<String, JsonSchema> dotted = new LinkedHashMap<>();
        SettingSchema.below(prefix, Settings.TYPES.keySet(), SettingSchema::named)
                .forEach((key, schema) -> (key.contains(".") ? dotted : keys).put(key, schema));
        SettingSchema.below(prefix, SettingSchema.groups(), name -> group(name + "."))
                .forEach((key, schema) -> (key.contains(".") ? dotted : keys).put(key, schema));
        JsonSchema group = JsonSchema.object(keys).with("type", List.of("object", "null"));
        return dotted.isEmpty() ? group : group.with("patternProperties", SettingSchema.unproposed(dotted));
    }
}
