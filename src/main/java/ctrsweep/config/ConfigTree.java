package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// An experiment as nested keys and values, complete, in the order of the record.
public final class ConfigTree {
    private ConfigTree() {}

    public static Value.Fields of(Experiment experiment) {
        return Settings.tree(experiment);
    }

    /// SHA-256, in lower-case hexadecimal, of the canonical JSON of everything but the device: where a trial runs
    /// does not make it another trial.
    public static String hash(Experiment experiment) {
        return Sha256.of(Json.write(withoutDevice(experiment)));
    }

    static Value.Fields withoutDevice(Experiment experiment) {
        Map<String, Value> fields = new LinkedHashMap<>(of(experiment).values());
        fields.remove("device");
        return new Value.Fields(fields);
    }
}
