package ctrsweep.sweep;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a launch would find: which of its trials exist already, and the number of its first new one.
///
/// @param firstNumber of the plan's first trial
/// @param trials by config hash, of the sweep's latest generation
public record LaunchPreview(long firstNumber, Map<String, Known> trials) {
    public static final LaunchPreview NOTHING = new LaunchPreview(0, Map.of());

    public LaunchPreview {
        trials = Collections.unmodifiableMap(new HashMap<>(trials));
    }

    /// A trial that is there, under the number that it keeps.
    public record Known(long number, TrialState state) {}

    /// The trial of a config.
    public Optional<Known> known(String configHash) {
        return Optional.ofNullable(trials.get(configHash));
    }
}
