package ctrsweep.config;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.search.Pruner;
import ctrsweep.search.prune.AshaPruner;
import ctrsweep.search.prune.BandPruner;
import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.prune.MedianPruner;
import java.util.OptionalInt;

/// The pruner of a sweep and the metric by which it judges trials.
///
/// @param name as a spec has it
public record Pruning(String name, Metric metric, Goal goal, Pruner pruner) {

    /// The epoch after which trials are first compared with each other; empty if they are not.
    public OptionalInt firstComparison() {
        return switch (pruner) {
            case AshaPruner asha -> OptionalInt.of(asha.minEpochs());
            case HyperbandPruner hyperband -> OptionalInt.of(hyperband.minEpochs());
            case BandPruner bands -> OptionalInt.of(bands.bands().getFirst());
            case MedianPruner median -> OptionalInt.of(median.warmup() + 1);
            default -> OptionalInt.empty();
        };
    }

    /// `asha by val.auc`.
    @Override
    public String toString() {
        return name + " by " + metric;
    }
}
