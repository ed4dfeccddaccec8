package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.settings.SettingType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        forms.add(form(Map.of("values", values()), Map.of("probabilities", probabilities())));
        forms.add(form(Map.of("value", value), Map.of()));
        forms.add(distribution("constant", Map.of("value", value)));
        forms.add(distribution("categorical", Map.of("values", values()), Map.of("probabilities", probabilities())));
        forms.add(distribution(
                "categorical_w_probabilities", Map.of("values", values(), "probabilities", probabilities()), Map.of()));
        if (whole || real) {
            forms.addAll(ranges());
        }
        if (real) {
            forms.add(distribution("uniform", bounds()));
            forms.add(distribution("normal", Map.of(), normal()));
            forms.add(distribution("log_normal", Map.of(), normal()));
        }
        forms.add(JsonSchema.object(Map.of("derived", JsonSchema.any().with("type", List.of("string", "number"))))
                .with("required", List.of("derived")));
        return forms;
    }

    /// Keys that a normal distribution leaves out have their standard values.
    private static Map<String, JsonSchema> normal() {
        Map<String, JsonSchema> normal = new LinkedHashMap<>();
        normal.put("mu", JsonSchema.type("number"));
        normal.put("sigma", JsonSchema.type("number").with("exclusiveMinimum", 0));
        return normal;
    }

    private List<JsonSchema> ranges() {
        Map<String, JsonSchema> grid = Map.of("q", number().with("exclusiveMinimum", 0));
        Map<String, JsonSchema> steps = new LinkedHashMap<>(normal());
        steps.putAll(grid);
        Map<String, JsonSchema> ends = new LinkedHashMap<>();
        ends.put("min", JsonSchema.type("number"));
        ends.put("max", JsonSchema.type("number"));
        Map<String, JsonSchema> further = new LinkedHashMap<>();
        further.put("scale", JsonSchema.oneOf(List.of("linear", "log")));
        further.put("step", number());
        return List.of(
                form(bounds(), further),
                distribution("int_uniform", bounds()),
                distribution("log_uniform_values", bounds()),
                distribution("inv_log_uniform_values", bounds()),
                distribution("q_uniform", ends, grid),
                distribution("q_log_uniform_values", ends, grid),
                distribution("q_normal", Map.of(), steps),
                distribution("q_log_normal", Map.of(), steps));
    }

    private Map<String, JsonSchema> bounds() {
        Map<String, JsonSchema> bounds = new LinkedHashMap<>();
        bounds.put("min", number());
        bounds.put("max", number());
        return bounds;
    }

    private JsonSchema number() {
        return JsonSchema.type(real ? "number" : "integer");
    }

    private JsonSchema values() {
        return JsonSchema.items(value).with("minItems", 1).with("uniqueItems", true);
    }

    private static JsonSchema probabilities() {
        return JsonSchema.items(JsonSchema.type("number").with("minimum", 0)).with("minItems", 1);
    }

    private static JsonSchema distribution(String name, Map<String, JsonSchema> needed) {
        return distribution(name, needed, Map.of());
    }

    private static JsonSchema distribution(
            String name, Map<String, JsonSchema> needed, Map<String, JsonSchema> further) {
        Map<String, JsonSchema> all = new LinkedHashMap<>();
        all.put("distribution", JsonSchema.any().with("const", name));
        all.putAll(needed);
        return form(all, further);
    }

    private static JsonSchema form(Map<String, JsonSchema> needed, Map<String, JsonSchema> further) {
        Map<String, JsonSchema> keys = new LinkedHashMap<>(needed);
        keys.putAll(further);
        keys.put("when", JsonSchema.defined("condition"));
        return JsonSchema.object(keys).with("required", List.copyOf(needed.keySet()));
    }
}
