package ctrsweep.foreign;

import ctrsweep.foreign.FuxiCtrKey.Form;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// A model of FuxiCTR, and which settings of ours its keys are.
///
/// There tables begin as normal noise of deviation 1e-4 and layers by Xavier's rule, unknown values have a vector
/// that is trained, numbers have no bias, and gradients are clipped at norm 10. Each epoch without an improvement by
/// 1e-6 divides the learning rate by 10; the second in a row ends the training.
record FuxiCtrModel(String name, Map<String, FuxiCtrKey> keys, Map<String, Value> defaults) {
    private static final String OF_THE_RUN = "says how a run goes on or what it writes, which affects no result";
    private static final Map<String, String> METRICS =
            Map.of("AUC", "auc", "logloss", "logloss", "gAUC", "gauc", "mse", "mse", "binary_crossentropy", "logloss");

    /// Empty keys after a problem.
    static FuxiCtrModel of(KeyReader settings) {
        Keys keys = new Keys();
        String model = settings.text("model", "");
        switch (model) {
            case "FM" -> keys.model("fm", true);
            case "DeepFM" -> keys.model("deepfm", true).dnn("hidden_units");
            case "WideDeep" -> keys.model("wide_and_deep", false).dnn("hidden_units");
            case "xDeepFM" ->
                keys.model("xdeepfm", false)
                        .dnn("dnn_hidden_units")
                        .put("cin_layer_units", "cin.layer_sizes", Form.UNITS)
                        .put("cin_hidden_units", "cin.layer_sizes", Form.UNITS)
                        .standard("cin.layer_sizes", units(16, 16, 16))
                        .standard("cin.split_half", new Value.Bool(false))
                        .standard("cin.use_relu", new Value.Bool(false));
            case "DCNv2" -> crossNetwork(keys, settings);
            case "FinalMLP" -> twoStreams(keys);
            default ->
                settings.problem(
                        "model",
                        "cannot be imported: %s; there are FM, WideDeep, DeepFM, xDeepFM, DCNv2 and FinalMLP"
                                .formatted(model.isEmpty() ? "it is missing" : model));
        }
        return new FuxiCtrModel(keys.name, keys.keys, keys.defaults);
    }

    private static void crossNetwork(Keys keys, KeyReader settings) {
        String structure = settings.text("model_structure", "parallel");
        keys.model("dcn_v2", false)
                .dnn(structure.equals("stacked") ? "stacked_dnn_hidden_units" : "parallel_dnn_hidden_units")
                .put("model_structure", "dcn.structure", Form.STRUCTURE)
                .put("num_cross_layers", "dcn.num_layers", Form.NUMBER)
                .standard("dcn.structure", new Value.Text("parallel"));
        boolean mixture = settings.truth("use_low_rank_mixture", false);
        if (mixture) {
            keys.put("low_rank", "dcn.low_rank", Form.NUMBER)
                    .put("num_experts", "dcn.num_experts", Form.NUMBER)
                    .standard("dcn.low_rank", new Value.Int(32));
        }
        for (String other :
                List.of("stacked_dnn_hidden_units", "parallel_dnn_hidden_units", "low_rank", "num_experts")) {
            if (!keys.keys.containsKey(other)) {
                settings.has(other);
            }
        }
    }

    private static void twoStreams(Keys keys) {
        keys.model("final_mlp", false);
        for (String prefix : List.of("mlp", "dnn")) {
            keys.mlp(prefix + "1_", "dnn").mlp(prefix + "2_", "final_mlp.second_mlp");
        }
        keys.put("use_fs", "final_mlp.use_gates", Form.TRUTH)
                .put("fs_hidden_units", "final_mlp.gate_hidden_units", Form.UNITS)
                .put("fs1_context", "final_mlp.first_context", Form.TEXTS)
                .put("fs2_context", "final_mlp.second_context", Form.TEXTS)
                .put("num_heads", "final_mlp.num_heads", Form.NUMBER);
    }

    private static Value units(long... units) {
        return new Value.Items(
                LongStream.of(units).<Value>mapToObj(Value.Int::new).toList());
    }

    Optional<FuxiCtrKey> key(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    void read(ImportedConfig config, KeyReader settings) {
        config.put("model_name", name);
        defaults.forEach(config::put);
        keys.forEach((key, known) -> settings.value(key).ifPresent(value -> known.form()
                .ours(value)
                .ifPresentOrElse(
                        ours -> config.put(known.setting(), ours),
                        () -> settings.notCarried(value + ": " + known.form().refusal(), key))));
        if (config.value("training.optimizer").equals(Optional.of(new Value.Text("sgd")))) {
            config.put("optimizer.momentum", 0.0);
        }
        boolean regression = settings.text("task", "binary_classification").equals("regression");
        if (regression) {
            config.put("data.table.label_kind", "number");
        }
        monitor(config, settings, regression);
        if (!settings.truth("reduce_lr_on_plateau", true)) {
            config.put("training.scheduler", "constant");
        }
        if (settings.real("net_regularizer").filter(weight -> weight != 0).isPresent()) {
            settings.notCarried("only the weights of tables have a penalty", "net_regularizer");
        }
        settings.values("metrics");
        settings.text("monitor_mode");
        if (!settings.truth("shuffle", true)) {
            settings.notCarried("rows are shuffled before each epoch", "shuffle");
        }
        settings.notCarried("validation is measured after each epoch", "eval_steps");
        settings.notCarried("fields are those of the data set", "use_features", "feature_specs", "feature_config");
        settings.notCarried(
                OF_THE_RUN,
                "model_root",
                "model_id",
                "num_workers",
                "workers",
                "verbose",
                "pickle_feature_encoder",
                "save_best_only",
                "every_x_epochs",
                "debug_mode",
                "debug",
                "use_hdf5",
                "version",
                "gpu");
    }

    /// The metric that chooses the best epoch. One that is a sum of several is not here.
    private static void monitor(ImportedConfig config, KeyReader settings, boolean regression) {
        Value monitor = settings.value("monitor").orElse(new Value.Text(regression ? "mse" : "AUC"));
        List<String> names = monitor instanceof Value.Fields(Map<String, Value> sum)
                ? List.copyOf(sum.keySet())
                : List.of(monitor.toString());
        String metric = METRICS.getOrDefault(names.getFirst(), "");
        if (metric.isEmpty() || names.size() > 1) {
            settings.notCarried(
                    "a single metric chooses the best epoch here: " + (metric.isEmpty() ? "auc" : metric), "monitor");
        }
        config.put("training.metric", metric.isEmpty() ? "auc" : metric);
    }

    /// The keys of a model while they are listed.
    private static final class Keys {
        private final Map<String, FuxiCtrKey> keys = new LinkedHashMap<>();
        private final Map<String, Value> defaults = new LinkedHashMap<>();
        private String name = "";

        Keys put(String key, String setting, Form form) {
            keys.put(key, new FuxiCtrKey(setting, form));
            return this;
        }

        Keys standard(String setting, Value value) {
            defaults.put(setting, value);
            return this;
        }

        /// @param bias whether the linear part has one
        Keys model(String ours, boolean bias) {
            name = ours;
            put("embedding_dim", "feature.fm_embed_dim", Form.NUMBER);
            put("embedding_regularizer", "feature.embedding_l2_reg", Form.PENALTY);
            put("regularizer", "feature.embedding_l2_reg", Form.PENALTY);
            put("learning_rate", "training.lr", Form.NUMBER);
            put("batch_size", "training.batch_size", Form.NUMBER);
            put("epochs", "training.num_epochs", Form.NUMBER);
            put("patience", "training.early_stopping_patience", Form.NUMBER);
            put("early_stop_patience", "training.early_stopping_patience", Form.NUMBER);
            put("optimizer", "training.optimizer", Form.OPTIMIZER);
            put("loss", "loss.name", Form.LOSS);
            put("seed", "seed", Form.NUMBER);
            put("min_categr_count", "data.table.sparse.min_count", Form.NUMBER);
            standard("feature.fm_embed_dim", new Value.Int(10));
            standard("feature.embedding_l2_reg", new Value.Real(0));
            standard("feature.field_widths", new Value.Text("shared"));
            standard("feature.dense_bias", new Value.Bool(false));
            standard("feature.unknown", new Value.Text("trained"));
            standard("feature.initialization", new Value.Text("normal"));
            standard("feature.initialization_scale", new Value.Real(1e-4));
            if (!List.of("dcn_v2", "final_mlp").contains(ours)) {
                standard("linear.bias", new Value.Bool(bias));
                standard("linear.initialization", new Value.Text("normal"));
                standard("linear.initialization_scale", new Value.Real(1e-4));
            }
            standard("training.lr", new Value.Real(1e-3));
            standard("training.early_stopping_patience", new Value.Int(2));
            standard("training.early_stopping_min_delta", new Value.Real(1e-6));
            standard("training.gradient_clip_norm", new Value.Real(10));
            standard("training.scheduler", new Value.Text("reduce_on_plateau"));
            standard("schedule.factor", new Value.Real(0.1));
            standard("schedule.patience", new Value.Int(0));
            return standard("schedule.threshold", new Value.Real(1e-6));
        }

        /// @param units the key of its layers
        Keys dnn(String units) {
            put(units, "dnn.hidden_units", Form.UNITS);
            put("hidden_activations", "dnn.activation", Form.ACTIVATION);
            put("dnn_activations", "dnn.activation", Form.ACTIVATION);
            put("net_dropout", "dnn.dropout", Form.DROPOUT);
            put("batch_norm", "dnn.use_batch_norm", Form.TRUTH);
            return mlpDefaults("dnn");
        }

        Keys mlp(String prefix, String group) {
            put(prefix + "hidden_units", group + ".hidden_units", Form.UNITS);
            put(prefix + "hidden_activations", group + ".activation", Form.ACTIVATION);
            put(prefix + "activations", group + ".activation", Form.ACTIVATION);
            put(prefix + "dropout", group + ".dropout", Form.DROPOUT);
            put(prefix + "batch_norm", group + ".use_batch_norm", Form.TRUTH);
            return mlpDefaults(group);
        }

        private Keys mlpDefaults(String group) {
            standard(group + ".hidden_units", units(64, 64, 64));
            standard(group + ".dropout", new Value.Real(0));
            standard(group + ".use_batch_norm", new Value.Bool(false));
            return standard(group + ".initialization", new Value.Text("xavier"));
        }
    }
}
