package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;

/// Stops a trial whose latest loss is out of bounds, or not a number, as Optuna's `ThresholdPruner` does.
///
/// @param lower bound of the loss, included; minus infinity for none
/// @param upper bound of the loss, included; infinity for none. Of a metric that is maximised, its lower bound's
///     negative
/// @param warmup epochs that stop no trial
public record ThresholdPruner(double lower, double upper, int warmup) implements Pruner {

    public ThresholdPruner {
        if (!(lower < upper)) {
            throw new IllegalArgumentException("lower must be below upper: " + lower + " is not below " + upper);
        }
        if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
            throw new IllegalArgumentException("needs a lower or an upper bound");
        }
        Bounds.atLeast(0, "warmup", warmup);
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
