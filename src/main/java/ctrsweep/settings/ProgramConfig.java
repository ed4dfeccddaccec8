package ctrsweep.settings;

import ctrsweep.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters of a program that is run as a trial, by dotted name, in the order of the spec.
public record ProgramConfig(Map<String, Value> values, long seed) implements TrialConfig {
    public ProgramConfig {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
