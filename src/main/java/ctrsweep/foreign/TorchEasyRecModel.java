package ctrsweep.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// TorchEasyRec's `model_config` of DeepFM and WideAndDeep.
record TorchEasyRecModel(ImportedConfig config, KeyReader model, TorchEasyRecFeatures features) {
    private static final Set<String> GROUPS = Set.of("wide", "deep", "fm");

    /// The setting `training.metric` for each metric that is measured here too.
    private static final Map<String, String> METRICS = Map.of(
            "auc", "auc",
            "grouped_auc", "gauc",
            "xauc", "xauc",
            "grouped_xauc", "gxauc",
            "accuracy", "accuracy",
            "mean_absolute_error", "mae",
            "mean_squared_error", "mse",
            "normalized_entropy", "ne");

    /// @param hasFm whether pairs of fields are a part of the model
    void read(KeyReader parts, boolean hasFm) {
        Map<String, List<String>> groups = groups();
        List<String> deep = groups.getOrDefault("deep", List.of());
        if (deep.isEmpty()) {
            model.problem("the group deep names no feature that can be imported");
            return;
        }
        config.put("groups.deep", deep);
        wide(parts, groups.getOrDefault("wide", List.of()));
        if (hasFm) {
            pairs(groups.getOrDefault("fm", deep));
        }
        Mlps.put(config, "dnn", parts.group("deep"));
        if (parts.has("final")) {
            Mlps.put(config, "fusion", parts.group("final"));
        }
        features.write();
        if (features.differInStart()) {
            model.notCarried(
                    "tables begin as feature.initialization says, all alike: init_fn differs", "feature_groups");
        }
        losses();
        metrics();
        trainMetrics();
        parts.end();
    }

    /// Names of the features in each group, without those that could not be imported.
    private Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (KeyReader group : model.groups("feature_groups")) {
            String name = group.text("group_name", "");
            group.text("group_type");
            if (GROUPS.contains(name)) {
                groups.put(
                        name,
                        group.texts("feature_names").stream()
                                .filter(feature -> features.get(feature).isPresent())
                                .toList());
            } else {
                group.notCarried("no part of this model reads it: there are wide, deep and fm", "group_name");
            }
            group.end();
        }
        return groups;
    }

    private void wide(KeyReader parts, List<String> names) {
        List<String> wide = names.stream()
                .filter(name -> features.get(name)
                        .filter(feature -> !feature.isNumber())
                        .isPresent())
                .toList();
        if (wide.size() < names.size()) {
            model.notCarried("numbers are no inputs of the linear part", "feature_groups");
        }
        config.put("fm.use_first_order", !wide.isEmpty());
        if (!wide.isEmpty()) {
            config.put("groups.wide", wide);
        }
        config.put("linear.embedding_dim", parts.whole("wide_embedding_dim", 4));
        Optional<Initialization> start = parts.text("wide_init_fn").flatMap(Initialization::of);
        start.ifPresent(how -> how.put(config, "linear"));
        if (start.isEmpty()) {
            parts.notCarried("wide tables begin as linear.initialization says", "wide_init_fn");
        }
    }

    private void pairs(List<String> names) {
        Set<Long> dims = new TreeSet<>();
        names.forEach(name -> features.get(name).ifPresent(feature -> dims.add(feature.raw() ? 1 : feature.dim())));
        if (dims.size() != 1 || dims.contains(1L)) {
            model.problem(
                    "the features of FM, of the group fm or else deep, must have vectors of one length; embedding_dim is "
                            + dims);
            return;
        }
        config.put("groups.fm", names);
        config.put("feature.fm_embed_dim", dims.iterator().next());
    }

    private void losses() {
        List<KeyReader> losses = model.groups("losses");
        if (losses.size() > 1) {
            model.notCarried("there is one loss; the first is used", "losses");
        }
        if (model.whole("num_class", 1) != 1) {
            model.problem("num_class", "must be 1: there are clicks and numbers here, no classes");
        }
        losses.stream().findFirst().ifPresent(this::loss);
    }

    private void loss(KeyReader losses) {
        String name = losses.names().stream().findFirst().orElse("");
        KeyReader loss = losses.group(name);
        switch (name) {
            case "binary_cross_entropy" -> {
                config.put("loss.name", "bce");
                config.put("loss.label_smoothing", loss.real("label_smoothing", 0));
            }
            case "binary_focal_loss" -> {
                config.put("loss.name", "focal");
                config.put("loss.focal_gamma", loss.real("gamma", 2));
                config.put("loss.focal_alpha", loss.real("alpha", 0.5));
            }
            case "l2_loss" -> {
                config.put("loss.name", "mse");
                config.put("data.table.label_kind", "number");
            }
            default ->
                losses.problem("no such loss here: %s; there are binary_cross_entropy, binary_focal_loss and l2_loss"
                        .formatted(name));
        }
        loss.end();
    }

    /// Metrics of the training rows, as they are learnt from.
    private void trainMetrics() {
        List<String> names = new ArrayList<>();
        for (KeyReader metric : model.groups("train_metrics")) {
            String name = metric.names().stream()
                    .filter(key -> !key.equals("decay_rate") && !key.equals("decay_step"))
                    .findFirst()
                    .orElse("");
            String ours = METRICS.getOrDefault(name, "");
            if (ours.isEmpty() || ours.startsWith("g")) {
                metric.notCarried("is not measured of training rows here", name);
            } else {
                metric.has(name);
                names.add(ours);
            }
            metric.end();
        }
        if (!names.isEmpty()) {
            config.put("training.train_metrics", names);
        }
    }

    private void metrics() {
        List<String> names = new ArrayList<>();
        for (KeyReader metric : model.groups("metrics")) {
            String name = metric.names().stream().findFirst().orElse("");
            KeyReader settings = metric.group(name);
            if (METRICS.containsKey(name)) {
                names.add(METRICS.getOrDefault(name, name));
                settings.text("grouping_key").ifPresent(group -> config.put("data.table.group", group));
                settings.notCarried(
                        "it is computed exactly, of all pairs",
                        "thresholds",
                        "sample_ratio",
                        "max_pairs",
                        "max_pairs_per_group",
                        "in_batch");
                metric.notCarried("all rows count alike", "step_decay_rate");
                settings.end();
            } else {
                metric.notCarried("is not measured here", name);
            }
        }
        boolean regression = config.has("data.table.label_kind");
        config.put("training.metric", names.isEmpty() ? (regression ? "mse" : "auc") : names.getFirst());
    }
}
