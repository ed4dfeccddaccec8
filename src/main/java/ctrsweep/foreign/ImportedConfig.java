package ctrsweep.foreign;

import ctrsweep.config.ConfigTree;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A config of ours while it is put together.
final class ImportedConfig {
    private final Map<String, Value> settings = new LinkedHashMap<>();

    void put(String name, Value value) {
        if (!Settings.TYPES.containsKey(name)) {
            throw new IllegalArgumentException("no such setting: " + name);
        }
        settings.put(name, value);
    }

    void put(String name, String value) {
        put(name, new Value.Text(value));
    }

    void put(String name, long value) {
        put(name, new Value.Int(value));
    }

    void put(String name, double value) {
        put(name, new Value.Real(value));
    }

    void put(String name, boolean value) {
        put(name, new Value.Bool(value));
    }

    void put(String name, Collection<String> values) {
        put(name, texts(values));
    }

    static Value texts(Collection<String> values) {
        return Value.Items.of(values, Value.Text::new);
    }

    static Value reals(List<Double> values) {
        return Value.Items.of(values, Value.Real::new);
    }

    boolean has(String name) {
        return settings.containsKey(name);
    }

    Optional<Value> value(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /// Its keys, in the order of the settings. Of ours it has no defaults that another system does not have.
    Value.Fields tree() {
        Map<String, Value> ordered = new LinkedHashMap<>();
        ordered.put("defaults", new Value.Text("none"));
        Settings.TYPES.keySet().forEach(name -> value(name).ifPresent(value -> ordered.put(name, value)));
        return ConfigTree.nested(ordered);
    }
}
