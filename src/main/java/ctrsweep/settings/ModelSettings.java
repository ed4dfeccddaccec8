package ctrsweep.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The groups of settings that belong to single models, by name. In a config they stand at the top.
public record ModelSettings(Map<String, Record> groups) {
    public ModelSettings {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /// A model's own group.
    public <G extends Record> G of(Class<G> type) {
        return groups.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
