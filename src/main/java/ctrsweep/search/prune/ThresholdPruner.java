package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;

/// Stops a trial whose latest loss is out of bounds or NaN, like Optuna's `ThresholdPruner`.
///
/// @param lower inclusive bound of the loss; minus infinity for none
/// @param upper inclusive bound of the loss; infinity for none. For a metric that is maximised, it is the negated
///     lower bound of the metric
/// @param warmup first epochs of a trial, in which it is not stopped
public record ThresholdPruner(double lower, double upper, int warmup) implements Pruner {

    public ThresholdPruner {
        if (!(lower < upper)) {
            throw new IllegalArgumentException("lower must be below upper: " + lower + " is not below " + upper);
        }
        if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
            throw new IllegalArgumentException("needs a lower or an upper bound");
        }
        PrunerSettings.atLeast(0, "warmup", warmup);
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        if (trial.epochs() <= warmup) {
            return false;
        }
        double loss = trial.loss(trial.epochs());
        return !(lower <= loss && loss <= upper);
    }
}
