package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import ctrsweep.json.Json;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an editor says of configs and specs by their schemas, and that the product says the same.
class SchemaTest {
    private static final com.networknt.schema.JsonSchema CONFIG = schema(ConfigSchema.text());
    private static final com.networknt.schema.JsonSchema SPEC = schema(SpecSchema.text());

    private static com.networknt.schema.JsonSchema schema(String text) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }

    private static List<String> problems(com.networknt.schema.JsonSchema schema, String yaml) {
        Problems problems = new Problems();
        Tree tree = Yaml.ofFile("text", yaml, problems).orElseThrow();
        problems.throwIfAny();
        return schema.validate(Json.write(Tree.value("", tree)), InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String withParameter(String parameter) {
        return """
                version: 1
                name: a
                base: {data: {dataset_name: generated}}
                method: random
                budget: {trials: 1}
                parameters: {%s}
                """.formatted(parameter);
    }

    /// Whether the product itself takes the spec.
    private boolean isRead(String spec) throws IOException {
        Files.writeString(folder.resolve("b.yaml"), "seed: 1\n");
        Path file = Files.writeString(folder.resolve("spec.yaml"), spec);
        try {
            SpecReader.read(file, List.of());
            return true;
        } catch (ConfigException _) {
            return false;
        }
    }

    @TempDir
    Path folder;

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static DynamicTest isValid(com.networknt.schema.JsonSchema schema, Path file) {
        return DynamicTest.dynamicTest(file.toString(), () -> assertThat(problems(schema, Files.readString(file)))
                .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyConfigIsValid() throws IOException {
        return files("configs").map(file -> isValid(CONFIG, file));
    }

    /// Without a version it is a file of another system, which is read too.
    @TestFactory
    Stream<DynamicTest> everySpecIsValid() throws IOException {
        return Stream.concat(files("sweeps"), files("src/test/resources/specs/good"))
                .filter(file -> SourceFile.read(file).text().contains("version: 1\n"))
                .map(file -> isValid(SPEC, file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "misspelt_key",
                "misspelt_setting",
                "missing_keys",
                "bad_name",
                "number_as_name",
                "unknown_method",
                "no_parameters",
                "duplicate_values",
                "wrong_types",
                "bad_budget",
                "prior_wrong"
            })
    void mistakesAreSeen(String name) throws IOException {
        Path file = Path.of("src/test/resources/specs/bad", name + ".yaml");
        assertThat(problems(SPEC, Files.readString(file))).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everySettingIsThereWithItsTypeAndDefault() {
        Value.Fields schema = (Value.Fields) Json.read(ConfigSchema.text());
        Map<String, Value> defaults = ConfigTree.settings(Experiment.DEFAULTS);
        return Settings.TYPES.entrySet().stream()
                .map(setting -> DynamicTest.dynamicTest(setting.getKey(), () -> {
                    Value.Fields found = schema;
                    for (String key : setting.getKey().split("\\.", -1)) {
                        found = (Value.Fields)
                                fields(found, "properties").values().get(key);
                    }
                    assertThat(found.values()).containsEntry("default", defaults.get(setting.getKey()));
                    String form = form(setting.getValue());
                    assertThat(Json.write(found).replaceAll(BOUNDS, "")).contains(form);
                }));
    }

    @Test
    void aSettingHasItsBoundsAndItsReaders() {
        assertThat(ConfigSchema.text().replaceAll("\\n *", ""))
                .contains(
                        "\"lr\": {\"type\": \"number\",\"exclusiveMinimum\": 0,\"maximum\": 1000,\"default\": 0.001}",
                        "\"momentum\": {\"type\": \"number\",\"minimum\": 0,\"maximum\": 0.999999,\"default\": 0.9,"
                                + "\"description\": \"Read by training.optimizer sgd or optimizer.sparse sgd\"}");
        assertThat(SpecSchema.text())
                .contains("\"description\": \"Read by data.dataset_name table, and by data.split_strategy k_fold\"");
    }

    private static final String BOUNDS = "\"(?:m|exclusiveM)(?:in|ax)imum\":[^,]*,";

    private static Value.Fields fields(Value.Fields of, String key) {
        return (Value.Fields) of.values().get(key);
    }

    private static String form(SettingType type) {
        return switch (type) {
            case SettingType.OneOf(Map<String, Enum<?>> constants, Map<String, String> aliases) ->
                Stream.concat(constants.keySet().stream(), aliases.keySet().stream())
                        .collect(Collectors.joining("\",\"", "\"enum\":[\"", "\"]"));
            case SettingType.Plain plain ->
                switch (plain) {
                    case INT, LONG -> "\"type\":\"integer\"";
                    case REAL -> "\"type\":\"number\"";
                    case TRUTH -> "\"type\":\"boolean\"";
                    case TEXT -> "\"type\":\"string\"";
                    case INTS -> "\"items\":{\"type\":\"integer\"},\"type\":\"array\"";
                    case TEXTS -> "\"items\":{\"type\":\"string\"},\"type\":\"array\"";
                    case REALS -> "\"anyOf\":[{\"type\":\"number\"},{\"items\":{\"type\":\"number\"}";
                };
            case SettingType.Listing _ -> "\"items\":{\"additionalProperties\":false,";
            case SettingType.Anything _ -> throw new IllegalStateException("no setting is " + type);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training: {lrr: 0.1}",
                "training: {lr: fast}",
                "training: {num_epochs: 1.5}",
                "training: 3",
                "model_name: deepfmm",
                "dnn: {hidden_units: 64}",
                "dnn: {hidden_units: [a]}",
                "fm: {use_first_order: 1}",
                "training.lrr: 0.1",
            })
    void aWrongConfigIsSeen(String config) {
        assertThat(problems(CONFIG, config)).isNotEmpty();
    }

    private static final String FIELDS = """
            data:
              dataset_name: table
              split_strategy: random
              table:
                files: [a.csv]
                fields:
                  - {name: genres, kind: sequence, flags: [Drama, 7], length: 6}
                  - {name: year, kind: sparse, take: year, time_format: d-MMM-yyyy, bin: 5, missing: unknown}
                  - {name: age, kind: sparse, column: time, take: years_since, since: born, since_format: unix_ms}
                  - {name: price, kind: dense, unreadable: missing}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flags: [Drama, 7] | flags: {Drama: 1}",
                "take: year, | take: years,",
                "time_format: d-MMM-yyyy | time_format: [unix]",
                "bin: 5 | bin: 1",
                "bin: 5 | bins: 5",
                "since: born | since: [born]",
                "since_format: unix_ms | since_format: [unix_ms]",
                "unreadable: missing | unreadable: skip",
            })
    void aMistakeInAFieldIsSeen(String right, String wrong) throws IOException {
        assertThat(problems(CONFIG, FIELDS)).isEmpty();
        assertThat(ExperimentReader.read(Files.writeString(folder.resolve("c.yaml"), FIELDS), List.of()))
                .isNotNull();
        assertThat(FIELDS).contains(right);
        String changed = FIELDS.replace(right, wrong);
        assertThat(problems(CONFIG, changed)).isNotEmpty();
        Path file = Files.writeString(folder.resolve("c.yaml"), changed);
        assertThatThrownBy(() -> ExperimentReader.read(file, List.of())).isInstanceOf(ConfigException.class);
    }

    @Test
    void dottedKeysOfAConfigAreRight() {
        assertThat(problems(CONFIG, "training.lr: 0.1\ndata: {generated.rows: 3000}\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.lr: 0.1",
                "training.lr: {value: 1}",
                "training.lr: {values: [0.1, 1]}",
                "training.lr: {min: 1e-4, max: 1e-2, scale: log}",
                "training.lr: {min: 1e-4, max: 1e-2, when: {model_name: [fm, deepfm]}}",
                "training.lr: {min: 1e-4, max: 1e-2, when: \"model_name = fm\"}",
                "training.lr: {distribution: log_normal, mu: -5, sigma: 1}",
                "training.lr: {derived: data.num_neg_train / 100}",
                "dnn.dropout: {min: 0, max: 0.5, step: 0.1}",
                "dnn.dropout: [0.1, 0.2, 0.3]",
                "dnn.dropout: {distribution: q_uniform, min: 0, max: 0.5, q: 0.1}",
                "dnn.dropout: {values: [0.1, 0.2], probabilities: [0.75, 0.25]}",
                "training.batch_size: {distribution: q_log_uniform_values, min: 32, max: 256, q: 8}",
                "training.lr: {distribution: log_normal}",
                "dnn.hidden_units: {values: [[8], [8, 8]]}",
                "model_name: {values: [fm, deepfm]}",
                "training: {lr: {values: [0.1]}, batch_size: 64}",
                "data: {generated: {rows: {values: [1000, 2000]}}}",
                "training: {parameters: {lr: {values: [0.1]}}}",
            })
    void aParameterMayBe(String parameter) throws IOException {
        assertThat(problems(SPEC, withParameter(parameter))).isEmpty();
        assertThat(isRead(withParameter(parameter))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.lrr: {values: [0.1]}",
                "training: {lrr: {values: [0.1]}}",
                "training.lr: fast",
                "training.lr: {values: [fast]}",
                "training.lr: {values: []}",
                "training.lr: {values: [1], min: 0}",
                "training.lr: {min: 0}",
                "training.lr: {min: 0, max: 1, scale: logarithmic}",
                "training.lr: {distribution: gamma, min: 0, max: 1}",
                "training.lr: {distribution: q_uniform, min: 0}",
                "training.lr: {distribution: q_uniform, min: 0, max: 1, q: 0}",
                "training.lr: {distribution: normal, mu: 0, sigma: 0}",
                "training.lr: {distribution: beta}",
                "training.lr: {values: [0.1], probabilities: [-1]}",
                "training.lr: {maximum: 1}",
                "data.num_neg_train: {min: 0.5, max: 1}",
                "data.num_neg_train: {distribution: uniform, min: 0, max: 1}",
                "dnn.activation: {min: 0, max: 1}",
                "dnn.activation: reluu",
                "fm.use_first_order: {values: [0, 1]}",
            })
    void aParameterMayNotBe(String parameter) throws IOException {
        assertThat(problems(SPEC, withParameter(parameter))).isNotEmpty();
        assertThat(isRead(withParameter(parameter))).isFalse();
    }

    private static final String WHOLE = """
            version: 1
            name: whole
            base: b.yaml
            objective: {metric: val.auc, goal: maximize, target: 0.8}
            method: {name: tpe, startup: 10, candidates: 24}
            parameters: {training.lr: {min: 0.1, max: 1}}
            constraints: ["training.lr <= 0.5"]
            repeats: {seeds: [1, 2, 3]}
            pruner: {name: asha, min_epochs: 2, eta: 3}
            budget: {trials: 60, wall: 8h, trial_wall: 1h30m, failures: 5}
            on_failure: {retries: 1, nan: keep}
            outputs: {keep: best}
            enqueue: [{training.lr: 0.5}]
            warm_start: [earlier, other]
            workers: auto
            fuse: auto
            """;

    @Test
    void everyKeyOfASpecIsKnown() throws IOException {
        assertThat(problems(SPEC, WHOLE)).isEmpty();
        assertThat(isRead(WHOLE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1 | version: 2",
                "name: whole | name: a b",
                "base: b.yaml | bass: b.yaml",
                "goal: maximize | goal: upwards",
                "target: 0.8 | target: high",
                "name: tpe | name: tpee",
                "name: tpe | name: grid",
                "startup: 10 | startups: 10",
                "training.lr: 0.5 | training.lrr: 0.5",
                "seeds: [1, 2, 3] | seeds: [1, 1]",
                "name: asha | name: median",
                "eta: 3 | eta: three",
                "wall: 8h | wall: 8 hours",
                "trials: 60 | trials: 0",
                "nan: keep | nan: ignore",
                "retries: 1 | retries: -1",
                "keep: best | keep: some",
                "keep: best | keeps: best",
                "[earlier, other] | [no such name]",
                "workers: auto | workers: 0",
                "workers: auto | worker: auto",
                "workers: auto | workers: {}",
                "workers: auto | workers: {count: 0}",
                "workers: auto | workers: {gpus: auto}",
                "fuse: auto | fuse: on",
                "fuse: auto | fuse: 0",
            })
    void aMistakeInASpecIsSeen(String right, String wrong) throws IOException {
        assertThat(WHOLE).contains(right);
        assertThat(problems(SPEC, WHOLE.replace(right, wrong))).isNotEmpty();
        assertThat(isRead(WHOLE.replace(right, wrong))).isFalse();
    }

    private static final String OF_A_PROGRAM = """
            version: 1
            name: any-program
            runner: {command: [python3, train.py, --lr, "{lr}"]}
            objective: {metric: val.auc, goal: maximize}
            method: random
            pruner: median
            parameters:
              lr: {min: 1e-4, max: 1e-2, scale: log}
              layers: [1, 2]
              optimizer.name: {values: [adam, 3, [1]]}
              optimizer: {momentum: {min: 0, max: 1, when: "optimizer.name = adam"}}
            budget: {trials: 3}
            workers: {count: 2, gpus: [0, GPU-5c2b, 2, 3], gpus_per_trial: 2}
            """;

    @Test
    void aProgramsParametersAreCalledAsItLikes() throws IOException {
        assertThat(problems(SPEC, OF_A_PROGRAM)).isEmpty();
        assertThat(isRead(OF_A_PROGRAM)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: [python3, train.py, --lr, \"{lr}\"] | command: python3",
                "command: | commands:",
                "method: random | base: b.yaml",
                ", goal: maximize | ''",
                "pruner: median | pruner: mean",
                "pruner: median | outputs: {keep: all}",
                "scale: log | scale: cubic",
                "gpus: | gpu:",
                "GPU-5c2b | 0",
                "GPU-5c2b | cuda",
                "gpus_per_trial: 2 | gpus_per_trial: 0",
            })
    void aMistakeInAProgramsSpecIsSeen(String right, String wrong) throws IOException {
        assertThat(OF_A_PROGRAM).contains(right);
        assertThat(problems(SPEC, OF_A_PROGRAM.replace(right, wrong))).isNotEmpty();
        assertThat(isRead(OF_A_PROGRAM.replace(right, wrong))).isFalse();
    }

    @Test
    void keysComeInTheOrderOfASpec() {
        Value.Fields keys = fields((Value.Fields) Json.read(SpecSchema.text()), "properties");
        assertThat(keys.values().keySet()).startsWith("version", "name", "description", "base");
        assertThat(fields(fields(keys, "overrides"), "properties").values().keySet())
                .containsExactlyElementsOf(Settings.TYPES.keySet());
    }
}
