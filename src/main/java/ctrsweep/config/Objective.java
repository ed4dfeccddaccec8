package ctrsweep.config;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import java.util.OptionalDouble;

/// The metric that a sweep optimises, measured at each trial's best epoch.
///
/// @param target a trial that reaches it ends the sweep
public record Objective(Metric metric, Goal goal, OptionalDouble target) {

    /// Whether a value is as good as the target. NaN never is.
    public boolean reached(double value) {
        return target.isPresent() && !Double.isNaN(value) && !goal.better(target.getAsDouble(), value, 0);
    }
}
