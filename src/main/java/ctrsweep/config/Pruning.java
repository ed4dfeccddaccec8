package ctrsweep.config;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.search.Pruner;

/// Which trials are stopped early because others are more worth it, and by what they are judged.
///
/// @param name as a spec has it
public record Pruning(String name, Metric metric, Goal goal, Pruner pruner) {

    /// `asha by val.auc`.
    @Override
    public String toString() {
        return name + " by " + metric;
    }
}
