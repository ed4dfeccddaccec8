package ctrsweep.sweep;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Configs side by side: what varied is what differs between them.
///
/// @param configs by dotted key
/// @param parameters the keys whose values differ, in the order in which they were met. A missing one is a value too.
public record ImportedConfigs(List<Map<String, Value>> configs, List<String> parameters) {
    /// Where a trial ran does not make it another trial.
    private static final Set<String> PLACES = Set.of("device", "output_dir", "data.data_dir");

    public static ImportedConfigs of(List<ImportedRun> trials) {
        List<Map<String, Value>> configs =
                trials.stream().map(trial -> flat(trial.config())).toList();
        return new ImportedConfigs(configs, varying(configs));
    }

    /// The settings by dotted key, in the order of the file.
    static Map<String, Value> flat(Value.Fields config) {
        Map<String, Value> settings = new LinkedHashMap<>();
        collect("", config, settings);
        return settings;
    }

    private static void collect(String prefix, Value.Fields group, Map<String, Value> into) {
        group.values().forEach((key, value) -> {
            if (value instanceof Value.Fields inner) {
                collect(prefix + key + ".", inner, into);
            } else if (!PLACES.contains(prefix + key)) {
                into.put(prefix + key, value);
            }
        });
    }

    private static List<String> varying(List<Map<String, Value>> configs) {
        Set<String> keys = new LinkedHashSet<>();
        configs.forEach(config -> keys.addAll(config.keySet()));
        List<String> varying = new ArrayList<>();
        for (String key : keys) {
            Set<Optional<Value>> values = new HashSet<>();
            configs.forEach(config -> values.add(Optional.ofNullable(config.get(key))));
            if (values.size() > 1) {
                varying.add(key);
            }
        }
        return varying;
    }

    public Assignment assignment(int trial) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String key : parameters) {
            Value value = configs.get(trial).get(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        return new Assignment(values);
    }

    /// Equal for configs that differ in their seed only. What tells no settings is a point of its own.
    public String point(int trial, String otherwise) {
        Map<String, Value> settings = new LinkedHashMap<>(configs.get(trial));
        settings.remove("seed");
        return settings.isEmpty() ? otherwise : Sha256.of(Json.write(new Value.Fields(settings)));
    }

    /// 0 where the config tells none.
    public long seed(int trial) {
        return configs.get(trial).get("seed") instanceof Value.Int(long seed) ? seed : 0;
    }
}
