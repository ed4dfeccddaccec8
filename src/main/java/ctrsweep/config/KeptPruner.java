package ctrsweep.config;

import java.util.Optional;

/// The pruner that a kept spec names.
///
/// @param metric as it is written; empty if the pruner watches the objective
public record KeptPruner(String name, Optional<String> metric) {

    /// The setting with which the pruner first compares trials after this epoch, as `min_epochs: 3`; empty for a
    /// pruner that does not compare trials.
    public Optional<String> comparingFrom(int epoch) {
        return switch (name) {
            case "asha", "hyperband" -> Optional.of("min_epochs: " + epoch);
            case "bands" -> Optional.of("bands: [%d]".formatted(epoch));
            case "median" -> Optional.of("warmup: " + (epoch - 1));
            default -> Optional.empty();
        };
    }
}
