package ctrsweep.config;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.search.Pruner;

/// The pruner of a sweep and the metric by which it judges trials.
///
/// @param name as a spec has it
public record Pruning(String name, Metric metric, Goal goal, Pruner pruner) {

    /// `asha by val.auc`.
    @Override
    public String toString() {
        return name + " by " + metric;
    }
}
