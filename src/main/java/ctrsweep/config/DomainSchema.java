package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.settings.SettingType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// JSON Schemas of a parameter: a bare value, or keys as [DomainReader] reads them.
record DomainSchema(JsonSchema value, boolean whole, boolean real) {

    /// The schema of a parameter whose setting has this type.
    static JsonSchema of(SettingType type) {
        DomainSchema domain = new DomainSchema(
                SettingSchema.value(type),
                type == SettingType.Plain.INT || type == SettingType.Plain.LONG,
                type == SettingType.Plain.REAL || type == SettingType.Plain.REALS);
        return JsonSchema.either(JsonSchema.anyOf(domain.forms()), domain.value);
    }

    /// The schema of a program's parameter, which takes anything.
    ///
    /// @param nested what else keys may mean: further parameters, below this one
    static JsonSchema ofAnything(JsonSchema nested) {
        List<JsonSchema> forms = new ArrayList<>(new DomainSchema(JsonSchema.any(), false, true).forms());
        forms.add(nested);
        return JsonSchema.either(JsonSchema.anyOf(forms), JsonSchema.any());
    }

    private List<JsonSchema> forms() {
        List<JsonSchema> forms = new ArrayList<>();
        forms.add(form(Map.of(), List.of("values"), List.of("probabilities")));
        forms.add(form(Map.of(), List.of("value"), List.of()));
        if (whole || real) {
            forms.add(form(Map.of(), List.of("min", "max"), List.of("scale", "step")));
        }
        Stream.of(Distribution.values())
                .filter(this::takes)
                .forEach(distribution -> forms.add(form(
                        Map.of("distribution", JsonSchema.any().with("const", distribution.word())),
                        distribution.needed,
                        distribution.optional)));
        forms.add(JsonSchema.object(Map.of("derived", JsonSchema.any().with("type", List.of("string", "number"))))
                .with("required", List.of("derived")));
        return forms;
    }

    private boolean takes(Distribution distribution) {
        return switch (distribution.settings) {
            case ANY -> true;
            case NUMBER -> whole || real;
            case REAL_NUMBER -> real;
        };
    }

    /// @param further keys with schemas of their own, which are needed
    private JsonSchema form(Map<String, JsonSchema> further, List<String> needed, List<String> optional) {
        Map<String, JsonSchema> keys = new LinkedHashMap<>(further);
        needed.forEach(key -> keys.put(key, key(key, optional.contains("q"))));
        List<String> required = List.copyOf(keys.keySet());
        optional.forEach(key -> keys.put(key, key(key, true)));
        keys.put("when", JsonSchema.defined("condition"));
        return JsonSchema.object(keys).with("required", required);
    }

    /// @param rounded whether the numbers that are drawn are rounded, so that bounds may be real in any case
    private JsonSchema key(String key, boolean rounded) {
        return switch (key) {
            case "value" -> value;
            case "values" -> JsonSchema.items(value).with("minItems", 1).with("uniqueItems", true);
            case "probabilities" ->
                JsonSchema.items(JsonSchema.type("number").with("minimum", 0)).with("minItems", 1);
            case "min", "max" -> rounded ? JsonSchema.type("number") : number();
            case "step" -> number();
            case "q" -> number().with("exclusiveMinimum", 0);
            case "mu" -> JsonSchema.type("number");
            case "sigma" -> JsonSchema.type("number").with("exclusiveMinimum", 0);
            case "scale" -> JsonSchema.oneOf(List.of("linear", "log"));
            default -> throw new IllegalArgumentException("no key of a domain: " + key);
        };
    }

    private JsonSchema number() {
        return JsonSchema.type(real ? "number" : "integer");
    }
}
