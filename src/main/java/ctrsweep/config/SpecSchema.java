package ctrsweep.config;

import ctrsweep.json.JsonSchema;
import ctrsweep.metric.Goal;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The JSON Schema of `sweeps/*.yaml`, for editors: every key of a spec, and every setting that it may vary.
///
/// The bounds of what varies are not in it, nor what does not go together: reading the file tells those.
public final class SpecSchema {
    private static final String TIME = "^(?=.)(\\d{1,6}d)?(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}s)?$";
    private static final String SWEEP = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    private SpecSchema() {}

    public static String text() {
        Map<String, JsonSchema> keys = keys();
        JsonSchema spec = JsonSchema.object(keys)
                .with("required", List.of("version", "name", "parameters"))
                .with("if", JsonSchema.any().with("required", List.of("runner")))
                .with("then", ofAProgram())
                .with("else", ofAnExperiment())
                .with("$defs", definitions());
        return JsonSchema.file("ctrsweep sweep spec", spec);
    }

    private static Map<String, JsonSchema> keys() {
        Map<String, JsonSchema> keys = new LinkedHashMap<>();
        keys.put("version", JsonSchema.any().with("const", 1));
        keys.put("name", name());
        keys.put("description", JsonSchema.type("string"));
        keys.put(
                "base",
                said(
                        JsonSchema.either(ConfigSchema.config(), JsonSchema.type("string")),
                        "One complete experiment: a file, as configs/deepfm_generated.yaml, or its keys"));
        keys.put(
                "overrides", JsonSchema.object(SettingSchema.below("", Settings.TYPES.keySet(), SettingSchema::named)));
        keys.put("runner", runner());
        keys.put("objective", objective());
        keys.put("objectives", objectives());
        keys.put("method", method());
        keys.put("seed", said(JsonSchema.type("integer"), "Of the search; trials have seeds of their own"));
        keys.put("parameters", JsonSchema.type("object").with("minProperties", 1));
        keys.put("constraints", JsonSchema.items(JsonSchema.defined("condition")));
        keys.put(
                "repeats",
                JsonSchema.object(Map.of(
                        "seeds",
                        JsonSchema.items(JsonSchema.type("integer"))
                                .with("minItems", 1)
                                .with("uniqueItems", true))));
        keys.put(
                "early_stop",
                JsonSchema.object(JsonSchema.keys(
                        "patience",
                        JsonSchema.integer(1),
                        "min_delta",
                        JsonSchema.type("number").with("minimum", 0))));
        keys.put("pruner", pruner());
        keys.put("budget", budget());
        keys.put(
                "on_failure",
                JsonSchema.object(JsonSchema.keys(
                        "retries", JsonSchema.integer(0).with("maximum", 100),
                        "nan", JsonSchema.oneOf(words(NanPolicy.values())))));
        keys.put(
                "outputs",
                said(
                        JsonSchema.object(JsonSchema.keys(
                                "keep",
                                said(
                                        JsonSchema.oneOf(words(KeptWeights.values())),
                                        "Of which trials the weights stay after a launch; default all"),
                                "uri",
                                outputsUri())),
                        "The files of trials"));
        keys.put("enqueue", JsonSchema.items(JsonSchema.type("object").with("minProperties", 1)));
        keys.put(
                "prior",
                said(
                        JsonSchema.type("object")
                                .with("minProperties", 1)
                                .with(
                                        "additionalProperties",
                                        JsonSchema.object(JsonSchema.keys(
                                                        "around", JsonSchema.any(),
                                                        "sure", JsonSchema.oneOf(PriorReader.SURE)))
                                                .with("required", List.of("around"))),
                        "Where good values of parameters are expected, as {training.lr: {around: 0.001}}; for gp"));
        keys.put("warm_start", JsonSchema.anyOf(List.of(name(), JsonSchema.items(name()))));
        keys.put("workers", workers());
        keys.put(
                "fuse",
                said(
                        JsonSchema.anyOf(List.of(JsonSchema.oneOf(List.of("auto", "off")), JsonSchema.integer(1))),
                        "How many trials of one shape train in one step; auto: on CUDA"));
        return keys;
    }

    private static JsonSchema workers() {
        JsonSchema count = autoOr(JsonSchema.integer(1));
        JsonSchema gpu = JsonSchema.anyOf(
                List.of(JsonSchema.integer(0), JsonSchema.type("string").with("pattern", WorkersReader.GPU)));
        JsonSchema gpus = JsonSchema.items(gpu).with("minItems", 1).with("uniqueItems", true);
        return JsonSchema.anyOf(List.of(
                count,
                JsonSchema.object(JsonSchema.keys(
                                "count",
                                said(count, "Trials at a time; auto: as many as there are GPUs for"),
                                "gpus",
                                said(
                                        autoOr(gpus),
                                        "Shared out among the workers of a program by CUDA_VISIBLE_DEVICES; auto: all"
                                                + " that the launch may use"),
                                "gpus_per_trial",
                                said(JsonSchema.integer(1), "GPUs of each trial; default 1")))
                        .with("minProperties", 1)));
    }

    private static JsonSchema autoOr(JsonSchema other) {
        return JsonSchema.anyOf(List.of(JsonSchema.any().with("const", "auto"), other));
    }

    private static JsonSchema outputsUri() {
        return said(
                JsonSchema.type("string").with("pattern", "^[A-Za-z][A-Za-z0-9+.-]+:/"),
                "Where they are kept, as s3://bucket/sweeps or file:///shared/sweeps; default the outputs folder");
    }

    private static JsonSchema said(JsonSchema schema, String description) {
        return schema.with("description", description);
    }

    private static JsonSchema name() {
        return JsonSchema.type("string").with("pattern", SWEEP);
    }

    private static JsonSchema runner() {
        JsonSchema command = JsonSchema.items(JsonSchema.type("string")).with("minItems", 1);
        JsonSchema time = JsonSchema.type("string").with("pattern", TIME);
        return JsonSchema.object(JsonSchema.keys(
                        "command",
                        said(
                                JsonSchema.anyOf(List.of(command, JsonSchema.type("string"))),
                                "As [python3, train.py, --lr, \"{lr}\"]; {lr} is the parameter's value"),
                        "shell",
                        said(JsonSchema.type("boolean"), "Whether sh runs the command, which may then be one text"),
                        "cwd",
                        said(JsonSchema.type("string"), "Where it runs, relative to the spec's folder; default: there"),
                        "env",
                        said(
                                JsonSchema.type("object")
                                        .with(
                                                "additionalProperties",
                                                JsonSchema.any().with("type", List.of("string", "number", "boolean"))),
                                "Variables of its environment, filled in like arguments"),
                        "timeout",
                        said(time, "How long one run may take, as 40m"),
                        "stop_grace",
                        said(time, "How long it may take to end after SIGTERM; default 5s"),
                        "metrics",
                        metricSources()))
                .with("required", List.of("command"))
                .with(
                        "if",
                        JsonSchema.any()
                                .with(
                                        "properties",
                                        Map.of("shell", JsonSchema.any().with("const", true)))
                                .with("required", List.of("shell")))
                .with("else", JsonSchema.any().with("properties", Map.of("command", JsonSchema.type("array"))));
    }

    private static JsonSchema metricSources() {
        JsonSchema line = JsonSchema.oneOf(MetricSourcesReader.FORMATS);
        return said(
                JsonSchema.object(JsonSchema.keys(
                        "lines",
                        JsonSchema.anyOf(List.of(line, JsonSchema.items(line))),
                        "patterns",
                        said(
                                JsonSchema.type("object")
                                        .with("minProperties", 1)
                                        .with("additionalProperties", JsonSchema.type("string")),
                                "A regular expression (RE2) for each metric, with a group around the value and, if"
                                        + " wanted, one named epoch"),
                        "file",
                        said(
                                JsonSchema.type("string").with("pattern", MetricSourcesReader.FILES),
                                "As \"{folder}/history.csv\", which the program writes"),
                        "tensorboard",
                        said(JsonSchema.type("string"), "As \"{folder}/tb\", where it writes event files"),
                        "last_object",
                        said(JsonSchema.type("boolean"), "Whether the last JSON object of standard output counts"),
                        "first_epoch",
                        said(
                                JsonSchema.integer(0).with("maximum", 1),
                                "The number of the program's first epoch; default 1"))),
                "Where metrics are read; default: lines of JSON on standard output");
    }

    private static JsonSchema objective() {
        return JsonSchema.object(JsonSchema.keys(
                "metric", JsonSchema.type("string").with("examples", metrics()),
                "goal", JsonSchema.oneOf(words(Goal.values())),
                "target", said(JsonSchema.type("number"), "The sweep ends when a trial reaches it")));
    }

    private static JsonSchema objectives() {
        JsonSchema plain = JsonSchema.type("string").with("examples", figures());
        JsonSchema keys = JsonSchema.object(
                        JsonSchema.keys("metric", plain, "goal", JsonSchema.oneOf(words(Goal.values()))))
                .with("required", List.of("metric"));
        return said(
                JsonSchema.items(JsonSchema.anyOf(List.of(plain, keys)))
                        .with("minItems", 2)
                        .with("maxItems", 3),
                "Instead of objective, two or three, as [val.auc, seconds]; the first chooses the best epochs");
    }

    private static List<String> figures() {
        return Stream.concat(metrics().stream(), TrialFigure.NAMES.stream()).toList();
    }

    private static List<String> metrics() {
        return ValidationMetrics.names(Experiment.DEFAULTS.training().rankingKs()).stream()
                .map(metric -> "val." + metric)
                .toList();
    }

    private static JsonSchema method() {
        List<String> names = MethodReader.NAMES;
        JsonSchema plain =
                JsonSchema.object(Map.of("name", JsonSchema.oneOf(names))).with("required", List.of("name"));
        return either(
                names,
                List.of(
                        plain,
                        named(
                                "tpe",
                                JsonSchema.keys(
                                        "startup", JsonSchema.integer(1), "candidates", JsonSchema.integer(1)))));
    }

    private static JsonSchema pruner() {
        List<JsonSchema> forms = new ArrayList<>();
        PrunerReader.KEYS.forEach((name, further) -> {
            Map<String, JsonSchema> keys = JsonSchema.keys("metric", JsonSchema.type("string"));
            further.forEach(key -> keys.put(key, ofPruner(name, key)));
            forms.add(named(name, keys));
        });
        return either(List.copyOf(PrunerReader.KEYS.keySet()), forms);
    }

    private static JsonSchema ofPruner(String name, String key) {
        return switch (key) {
            case "min_epochs", "max_epochs", "interval", "patience" -> JsonSchema.integer(1);
            case "startup", "warmup" -> JsonSchema.integer(0);
            case "eta" ->
                name.equals("bands") ? JsonSchema.type("number").with("exclusiveMinimum", 1) : JsonSchema.integer(2);
            case "bands" -> JsonSchema.items(JsonSchema.integer(1)).with("minItems", 1);
            case "strict" -> JsonSchema.type("boolean");
            case "lower", "upper" -> JsonSchema.type("number");
            case "min_delta" -> JsonSchema.type("number").with("minimum", 0);
            default -> throw new IllegalArgumentException("no key of a pruner: " + key);
        };
    }

    /// A bare name, or keys of which `name` is one.
    private static JsonSchema either(List<String> names, List<JsonSchema> forms) {
        return JsonSchema.either(JsonSchema.anyOf(forms), JsonSchema.oneOf(names));
    }

    private static JsonSchema named(String name, Map<String, JsonSchema> further) {
        Map<String, JsonSchema> keys = JsonSchema.keys("name", JsonSchema.any().with("const", name));
        keys.putAll(further);
        return JsonSchema.object(keys).with("required", List.of("name"));
    }

    private static JsonSchema budget() {
        Map<String, JsonSchema> keys = JsonSchema.keys("trials", JsonSchema.integer(1));
        for (String key : List.of("wall", "trial_wall")) {
            keys.put(key, said(JsonSchema.type("string").with("pattern", TIME), "As 8h, 40m, 90s or 1h30m"));
        }
        keys.put("failures", JsonSchema.integer(1));
        return JsonSchema.object(keys);
    }

    private static List<String> words(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// Parameters are called as the program likes.
    private static JsonSchema ofAProgram() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("parameters", JsonSchema.any().with("additionalProperties", JsonSchema.defined("free_parameter")));
        keys.put("objective", JsonSchema.any().with("required", List.of("metric", "goal")));
        keys.put("base", false);
        keys.put("overrides", false);
        keys.put("early_stop", false);
        keys.put("outputs", JsonSchema.object(JsonSchema.keys("uri", outputsUri())));
        keys.put("fuse", false);
        return JsonSchema.anyOf(List.of(
                        JsonSchema.any().with("required", List.of("objective")),
                        JsonSchema.any().with("required", List.of("objectives"))))
                .with("properties", keys);
    }

    private static JsonSchema ofAnExperiment() {
        return JsonSchema.any()
                .with("required", List.of("base"))
                .with(
                        "properties",
                        JsonSchema.keys(
                                "parameters", JsonSchema.defined("parameters"),
                                "workers",
                                        JsonSchema.any()
                                                .with("properties", Map.of("gpus", false, "gpus_per_trial", false)),
                                "enqueue",
                                        JsonSchema.items(JsonSchema.object(SettingSchema.below(
                                                "", Settings.TYPES.keySet(), SettingSchema::named)))));
    }

    private static Map<String, JsonSchema> definitions() {
        Map<String, JsonSchema> definitions = new LinkedHashMap<>();
        definitions.put(
                "condition",
                said(
                        JsonSchema.any()
                                .with("type", List.of("string", "object"))
                                .with("minProperties", 1),
                        "As \"dnn.dropout < 0.4 or training.lr < 0.005\", or {model_name: deepfm}"));
        for (SettingType.Plain type : SettingType.Plain.values()) {
            definitions.put(parameter(type), DomainSchema.of(type));
        }
        definitions.put("parameters", parameters("").with("minProperties", 1));
        SettingSchema.groups().forEach(group -> definitions.put(group(group), nested(group)));
        JsonSchema below = JsonSchema.type("object")
                .with("propertyNames", JsonSchema.any().with("not", JsonSchema.oneOf(DomainReader.KEYS)))
                .with("additionalProperties", JsonSchema.defined("free_parameter"));
        definitions.put("free_parameter", DomainSchema.ofAnything(below));
        return definitions;
    }

    private static String parameter(SettingType.Plain type) {
        return type.name().toLowerCase(Locale.ROOT) + "_parameter";
    }

    private static String group(String name) {
        return "group." + name;
    }

    /// Keys are dotted; nested ones are read too.
    private static JsonSchema parameters(String prefix) {
        Map<String, JsonSchema> groups =
                SettingSchema.below(prefix, SettingSchema.groups(), name -> JsonSchema.defined(group(name)));
        JsonSchema parameters =
                JsonSchema.object(SettingSchema.below(prefix, Settings.TYPES.keySet(), SpecSchema::parameter));
        return groups.isEmpty() ? parameters : parameters.with("patternProperties", SettingSchema.unproposed(groups));
    }

    private static JsonSchema parameter(String setting) {
        SettingType type = Settings.TYPES.getOrDefault(setting, SettingType.Plain.TEXT);
        return SettingSchema.described(
                setting,
                type instanceof SettingType.Plain plain ? JsonSchema.defined(parameter(plain)) : DomainSchema.of(type));
    }

    /// A group of settings as keys, or W&B's way of nesting, where `parameters` stands in between.
    private static JsonSchema nested(String group) {
        return JsonSchema.anyOf(List.of(
                parameters(group + "."),
                JsonSchema.object(Map.of("parameters", parameters(group + ".")))
                        .with("required", List.of("parameters"))));
    }
}
