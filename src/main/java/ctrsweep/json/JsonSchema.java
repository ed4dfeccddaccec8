package ctrsweep.json;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import ctrsweep.space.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A schema, or a part of one, in JSON Schema's words (draft 2020-12).
public final class JsonSchema {
    private final JsonObject json = new JsonObject();

    public static JsonSchema any() {
        return new JsonSchema();
    }

    public static JsonSchema type(String type) {
        return any().with("type", type);
    }

    public static JsonSchema integer(long least) {
        return type("integer").with("minimum", least);
    }

    public static JsonSchema oneOf(Collection<String> names) {
        return any().with("enum", names);
    }

    public static JsonSchema items(JsonSchema item) {
        return type("array").with("items", item);
    }

    /// An object with these keys alone.
    public static JsonSchema object(Map<String, JsonSchema> properties) {
        return type("object").with("properties", properties).with("additionalProperties", false);
    }

    /// The properties of an object, in their order.
    ///
    /// @param keysAndSchemas a key, its schema, and so on
    public static Map<String, JsonSchema> keys(Object... keysAndSchemas) {
        Map<String, JsonSchema> keys = new LinkedHashMap<>();
        for (int i = 0; i < keysAndSchemas.length; i += 2) {
            keys.put((String) keysAndSchemas[i], (JsonSchema) keysAndSchemas[i + 1]);
        }
        return keys;
    }

    public static JsonSchema anyOf(List<JsonSchema> schemas) {
        return any().with("anyOf", schemas);
    }

    /// The definitions under `$defs`.
    public static JsonSchema defined(String name) {
        return any().with("$ref", "#/$defs/" + name);
    }

    /// Schemas of objects, and of all else.
    public static JsonSchema either(JsonSchema withKeys, JsonSchema without) {
        return any().with("if", type("object")).with("then", withKeys).with("else", without);
    }

    /// The same schema, with a further keyword.
    public JsonSchema with(String keyword, Object value) {
        json.add(keyword, element(value));
        return this;
    }

    private static JsonElement element(Object value) {
        return switch (value) {
            case JsonSchema schema -> schema.json;
            case Value held -> JsonParser.parseString(Json.write(held));
            case String text -> new JsonPrimitive(text);
            case Number number -> new JsonPrimitive(number);
            case Boolean truth -> new JsonPrimitive(truth);
            case Collection<?> items -> {
                JsonArray array = new JsonArray();
                items.forEach(item -> array.add(element(item)));
                yield array;
            }
            case Map<?, ?> fields -> {
                JsonObject object = new JsonObject();
                fields.forEach((key, field) -> object.add(String.valueOf(key), element(field)));
                yield object;
            }
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        };
    }

    /// The whole schema as a file.
    public static String file(String title, JsonSchema schema) {
        JsonSchema file = any().with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", title);
        schema.json.entrySet().forEach(entry -> file.json.add(entry.getKey(), entry.getValue()));
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(file.json);
    }
}
