package ctrsweep.config;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.settings.Settings;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// An experiment as nested keys and values, complete, in the order of the record.
public final class ConfigTree {
    private static final Set<String> OF_THE_RUN = Set.of("device", "training.keep_checkpoints");

    private static final Value.Fields EMPTY = new Value.Fields(Map.of());

    private ConfigTree() {}

    public static Value.Fields of(TrialConfig config) {
        return switch (config) {
            case Experiment experiment -> Settings.tree(experiment);
            case ProgramConfig program -> nested(program);
        };
    }

    /// A program's parameters as nested keys, and its seed.
    private static Value.Fields nested(ProgramConfig program) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("seed", new Value.Int(program.seed()));
        values.putAll(program.values());
        return nested(values);
    }

    /// Values of dotted names as nested keys.
    public static Value.Fields nested(Map<String, Value> values) {
        Map<String, Object> tree = new LinkedHashMap<>();
        values.forEach((name, value) -> put(tree, name, value));
        return fields(tree);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String name, Value value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            tree.put(name, value);
        } else {
            Object group = tree.computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) group, name.substring(dot + 1), value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Value.Fields fields(Map<String, Object> tree) {
        Map<String, Value> fields = new LinkedHashMap<>();
        tree.forEach((key, part) ->
                fields.put(key, part instanceof Value value ? value : fields((Map<String, Object>) part)));
        return new Value.Fields(fields);
    }

    /// A file that reads back as this experiment.
    public static String yaml(TrialConfig config) {
        return YamlText.of(of(config));
    }

    /// Every setting's value by dotted name, in the order of the record.
    public static Map<String, Value> settings(TrialConfig config) {
        return Collections.unmodifiableMap(
                switch (config) {
                    case Experiment experiment -> Settings.values(experiment);
                    case ProgramConfig program -> flat(nested(program));
                });
    }

    /// The parameters that a program was given, of such a tree.
    public static ProgramConfig program(Value.Fields tree) {
        Map<String, Value> values = flat(tree);
        long seed = values.remove("seed") instanceof Value.Int(long number) ? number : 0;
        return new ProgramConfig(values, seed);
    }

    /// The values of nested keys by dotted name, in their order.
    public static Map<String, Value> flat(Value.Fields tree) {
        Map<String, Value> values = new LinkedHashMap<>();
        flatten("", tree, values);
        return values;
    }

    private static void flatten(String prefix, Value.Fields tree, Map<String, Value> into) {
        tree.values().forEach((key, value) -> {
            if (value instanceof Value.Fields inner && !inner.values().isEmpty()) {
                flatten(prefix + key + ".", inner, into);
            } else {
                into.put(prefix + key, value);
            }
        });
    }

    /// The experiment of such a tree, as [Settings#experiment(Value.Fields)].
    public static Experiment experiment(Value.Fields tree) {
        return Settings.experiment(tree);
    }

    /// SHA-256, in lower-case hexadecimal, of the canonical JSON of [#distinct]: equal for configs that make
    /// the same trial.
    public static String hash(TrialConfig config) {
        return Sha256.of(Json.write(distinct(config)));
    }

    /// SHA-256 as [#hash], the seed left out: equal for the trials of one point of the search.
    public static String pointHash(TrialConfig config) {
        Map<String, Value> fields = new LinkedHashMap<>(distinct(config).values());
        fields.remove("seed");
        return Sha256.of(Json.write(new Value.Fields(fields)));
    }

    /// What has to be merged into `base` (a JSON merge patch, RFC 7396) to get `complete`, which has every
    /// key that `base` has.
    public static Value.Fields patch(Value.Fields base, Value.Fields complete) {
        Map<String, Value> changes = new LinkedHashMap<>();
        complete.values().forEach((key, value) -> {
            Value before = base.values().get(key);
            if (before instanceof Value.Fields group && value instanceof Value.Fields changed) {
                Value.Fields inner = patch(group, changed);
                if (!inner.values().isEmpty()) {
                    changes.put(key, inner);
                }
            } else if (!value.equals(before)) {
                changes.put(key, value);
            }
        });
        return new Value.Fields(changes);
    }

    /// Applies such a patch.
    public static Value.Fields patched(Value.Fields base, Value.Fields patch) {
        Map<String, Value> merged = new LinkedHashMap<>(base.values());
        patch.values().forEach((key, change) -> {
            switch (change) {
                case Value.Null _ -> merged.remove(key);
                case Value.Fields inner ->
                    merged.put(key, patched(merged.get(key) instanceof Value.Fields group ? group : EMPTY, inner));
                case Value other -> merged.put(key, other);
            }
        });
        return new Value.Fields(merged);
    }

    /// The settings that differ from [Experiment#DEFAULTS], by dotted name, without those of the run: where a
    /// trial runs, and what it keeps meanwhile, does not make it another trial.
    ///
    /// A setting that a later version adds thus leaves the hashes of old trials alone, provided that its
    /// default means what was done before. For the same reason the default of a released setting never
    /// changes.
    static Value.Fields distinct(TrialConfig config) {
        return switch (config) {
            case Experiment experiment -> distinct(experiment);
            case ProgramConfig program -> nested(program);
        };
    }

    private static Value.Fields distinct(Experiment experiment) {
        Map<String, Value> fields = new LinkedHashMap<>(Settings.values(experiment));
        fields.entrySet().removeAll(Settings.values(Experiment.DEFAULTS).entrySet());
        fields.keySet().removeAll(OF_THE_RUN);
        return new Value.Fields(fields);
    }
}
