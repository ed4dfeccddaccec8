package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema of `configs/*.yaml`, for editors: every setting with its type, bounds, default and
/// readers.
///
/// What does not go together is not in it: reading the file tells that.
public final class ConfigSchema {
    private ConfigSchema() {}

    public static String text() {
        return JsonSchema.file("ctrsweep config", group("").with("type", "object"));
    }

    /// Keys are nested; dotted ones are read too.
    static JsonSchema group(String prefix) {
        Map<String, JsonSchema> keys = new LinkedHashMap<>();
        Map<String, JsonSchema> dotted = new LinkedHashMap<>();
        SettingSchema.below(prefix, Settings.TYPES.keySet(), SettingSchema::named)
                .forEach((key, schema) -> (key.contains(".") ? dotted : keys).put(key, schema));
        SettingSchema.below(prefix, SettingSchema.groups(), name -> group(name + "."))
                .forEach((key, schema) -> (key.contains(".") ? dotted : keys).put(key, schema));
        JsonSchema group = JsonSchema.object(keys).with("type", List.of("object", "null"));
        return dotted.isEmpty() ? group : group.with("patternProperties", SettingSchema.unproposed(dotted));
    }
}
