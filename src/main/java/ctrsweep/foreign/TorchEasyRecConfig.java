package ctrsweep.foreign;

import ctrsweep.config.PlacedValues;
import java.util.List;
import java.util.Set;

/// TorchEasyRec's `.config` (its `pipeline.proto`) as one of our configs.
///
/// There a run has a training and an evaluation file, no test file, no early stopping and no penalty; it stops after
/// its epochs, and its result is that of the last. Adagrad and adam update the rows of tables that a batch looks up.
final class TorchEasyRecConfig {
    private static final List<String> MODELS = List.of("deepfm", "wide_and_deep");
    private static final Set<String> BESIDE_THE_MODEL = Set.of(
            "feature_groups",
            "num_class",
            "losses",
            "metrics",
            "train_metrics",
            "variational_dropout",
            "kernel",
            "use_pareto_loss_weight");

    private final KeyReader root;
    private final RawIds rawIds;
    private final ImportedConfig config = new ImportedConfig();

    private TorchEasyRecConfig(KeyReader root, RawIds rawIds) {
        this.root = root;
        this.rawIds = rawIds;
    }

    static ImportedConfig read(PlacedValues file, RawIds rawIds, ImportLog log) {
        KeyReader root = KeyReader.of(file, log);
        TorchEasyRecConfig reader = new TorchEasyRecConfig(root, rawIds);
        if (root.has("model_config")) {
            reader.read();
        } else {
            root.problem("is no config of TorchEasyRec: it has no model_config");
        }
        log.throwIfAny();
        return reader.config;
    }

    private void read() {
        KeyReader model = root.group("model_config");
        List<String> kinds = model.names().stream()
                .filter(name -> !BESIDE_THE_MODEL.contains(name))
                .toList();
        if (kinds.size() != 1 || !MODELS.contains(kinds.getFirst())) {
            model.problem("has %s; the models that can be imported are %s"
                    .formatted(kinds.isEmpty() ? "no model" : String.join(", ", kinds), String.join(" and ", MODELS)));
            return;
        }
        String kind = kinds.getFirst();
        config.put("model_name", kind);
        KeyReader data = root.group("data_config");
        TorchEasyRecFeatures features = new TorchEasyRecFeatures(config, data, rawIds);
        features.read(root.groups("feature_configs"), model.groups("feature_groups"));
        new TorchEasyRecModel(config, model, features).read(model.group(kind), kind.equals("deepfm"));
        new TorchEasyRecData(root, data, config).read(features);
        new TorchEasyRecTraining(config).read(root.group("train_config"));
        root.notCarried("./sweep train measures all metrics of all validation rows after each epoch", "eval_config");
        root.notCarried("./sweep train writes model.pt of the best epoch", "export_config");
        root.notCarried("./sweep train --out names the folder of results", "model_dir");
        model.end();
        data.end();
        root.end();
    }
}
