package ctrsweep.foreign;

import ctrsweep.config.PlacedValues;
import ctrsweep.config.SourceFile;
import ctrsweep.config.SweepName;
import ctrsweep.space.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// FuxiCTR's `model_config.yaml` as one of our configs, and its tuner configs, as BARS publishes them, as sweep
/// specs of ours.
final class FuxiCtrConfig {
    private static final String BASE = "Base";
    private static final String SPACE = "tuner_space";

    private final Path path;
    private final FuxiCtrFiles files;
    private final ImportLog log;
    private final ImportedConfig config = new ImportedConfig();

    private FuxiCtrConfig(Path path, FuxiCtrFiles files, ImportLog log) {
        this.path = path;
        this.files = files;
        this.log = log;
    }

    static boolean isGrid(PlacedValues file) {
        return file.values().values().containsKey(SPACE);
    }

    /// @return the keys of a config, or of a spec if it [#isGrid]
    static Value.Fields read(Path path, PlacedValues file, FuxiCtrFiles files, ImportLog log) {
        FuxiCtrConfig reader = new FuxiCtrConfig(path, files, log);
        KeyReader root = KeyReader.of(file, log);
        Value.Fields read = isGrid(file) ? reader.grid(root) : reader.single(root);
        log.throwIfAny();
        return read;
    }

    private Value.Fields single(KeyReader root) {
        KeyReader settings = experiment(root, files.experiment());
        log.throwIfAny();
        FuxiCtrModel model = FuxiCtrModel.of(settings);
        log.throwIfAny();
        model.read(config, settings);
        String dataset = settings.text("dataset_id", "");
        new FuxiCtrData(config).read(dataset(Optional.empty(), dataset, path), settings.text("group_id"));
        settings.end();
        return config.tree();
    }

    /// The settings of an experiment, those of `Base` included.
    private KeyReader experiment(KeyReader root, Optional<String> wanted) {
        List<String> names =
                root.names().stream().filter(name -> !name.equals(BASE)).toList();
        Optional<String> only = names.size() == 1 ? names.stream().findFirst() : Optional.empty();
        String name = wanted.or(() -> only).orElse("");
        if (!names.contains(name)) {
            root.problem("has %s; %s"
                    .formatted(
                            names.isEmpty() ? "no experiment" : "the experiments " + String.join(", ", names),
                            name.isEmpty() ? "name one by --expid" : "there is no " + name));
            return root;
        }
        return root.group(BASE).with(root.group(name));
    }

    private Value.Fields grid(KeyReader root) {
        String expid = root.text("base_expid", "");
        KeyReader inline = root.group("model_config");
        Path usual = path.resolveSibling(root.text("base_config", ""))
                .resolve("model_config.yaml")
                .normalize();
        Path models = files.models().orElse(usual);
        if (inline.names().isEmpty() && !Files.exists(models)) {
            root.problem(
                    "base_config",
                    "%s: no such file; name the model_config.yaml that has %s by --model-config"
                            .formatted(models, expid));
            log.throwIfAny();
        }
        KeyReader experiments =
                inline.names().isEmpty() ? KeyReader.of(SourceFile.read(models).values(), log) : inline;
        KeyReader space = root.group(SPACE);
        Map<String, Value> fixed = new LinkedHashMap<>();
        Map<String, List<Value>> varied = new LinkedHashMap<>();
        space.names().forEach(key -> {
            List<Value> values = space.values(key);
            if (values.size() == 1) {
                fixed.put(key, values.getFirst());
            } else if (!values.isEmpty()) {
                varied.put(key, values);
            }
        });
        KeyReader base = experiment(experiments, Optional.of(expid));
        log.throwIfAny();
        KeyReader settings = base.with(space.replaced(fixed));
        FuxiCtrModel model = FuxiCtrModel.of(settings);
        log.throwIfAny();
        model.read(config, settings);
        String ofBase = settings.text("dataset_id", "");
        String dataset = root.text("dataset_id", ofBase);
        KeyReader data = dataset(Optional.of(root.group("dataset_config")), dataset, models);
        new FuxiCtrData(config).read(data, settings.text("group_id"));
        settings.end();
        root.end();
        return spec(model, settings, space, varied);
    }

    private Value.Fields spec(
            FuxiCtrModel model, KeyReader settings, KeyReader space, Map<String, List<Value>> varied) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        Map<String, Value> spec = new LinkedHashMap<>();
        spec.put("version", new Value.Int(1));
        spec.put("name", new Value.Text(name()));
        spec.put("base", config.tree());
        spec.put("objective", objective(settings));
        spec.put("method", new Value.Text("grid"));
        spec.put("parameters", new Value.Fields(parameters));
        varied.forEach((key, values) -> {
            Optional<FuxiCtrKey> known = model.key(key);
            if (key.equals("seed")) {
                spec.put("repeats", fields("seeds", new Value.Items(values)));
            } else if (known.isEmpty()) {
                space.notCarried("there is nothing like it here that could vary", key);
            } else {
                parameters.put(
                        known.get().setting(),
                        fields("values", new Value.Items(choices(known.get(), space, key, values))));
            }
        });
        if (parameters.isEmpty()) {
            parameters.put("training.lr", config.value("training.lr").orElseThrow());
        }
        spec.put("parameters", new Value.Fields(parameters));
        return new Value.Fields(spec);
    }

    private static List<Value> choices(FuxiCtrKey known, KeyReader space, String key, List<Value> values) {
        List<Value> choices = new ArrayList<>();
        values.forEach(value -> known.form()
                .ours(value)
                .ifPresentOrElse(
                        choices::add,
                        () -> space.notCarried(
                                "%s is left out: %s"
                                        .formatted(value, known.form().refusal()),
                                key)));
        return choices;
    }

    private static Value.Fields fields(String key, Value value) {
        return new Value.Fields(Map.of(key, value));
    }

    private Value.Fields objective(KeyReader settings) {
        Map<String, Value> objective = new LinkedHashMap<>();
        objective.put(
                "metric",
                new Value.Text("val." + config.value("training.metric").orElseThrow()));
        objective.put(
                "goal", new Value.Text(settings.text("monitor_mode", "max").equals("min") ? "minimize" : "maximize"));
        return new Value.Fields(objective);
    }

    private String name() {
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
        return SweepName.isOne(name) ? name : "grid";
    }

    /// The settings of a data set: of the tuner's file, or of a `dataset_config.yaml`.
    private KeyReader dataset(Optional<KeyReader> inline, String id, Path models) {
        Path beside = models.resolveSibling("dataset_config.yaml");
        boolean hasInline = inline.filter(group -> !group.names().isEmpty()).isPresent()
                && files.datasets().isEmpty();
        Path file = files.datasets().orElse(beside);
        if (!hasInline && !Files.exists(file)) {
            log.problem(
                    new PlacedValues(file.toString(), new Value.Fields(Map.of()), Map.of()),
                    "",
                    "no such file; name the dataset_config.yaml by --dataset-config");
            log.throwIfAny();
        }
        KeyReader all = hasInline
                ? inline.orElseThrow()
                : KeyReader.of(SourceFile.read(file).values(), log);
        String name = all.names().size() == 1 ? all.names().iterator().next() : id;
        if (!all.names().contains(name)) {
            all.problem("has the data sets %s; %s"
                    .formatted(
                            String.join(", ", all.names()),
                            id.isEmpty() ? "the experiment's dataset_id names none" : "there is no " + id));
            log.throwIfAny();
        }
        return all.group(name);
    }
}
