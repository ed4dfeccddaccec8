package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;

/// Stops a trial that no longer improves, like a trainer's early stopping.
///
/// The first epoch counts as an improvement; a later epoch does if its loss is below the best by more than
/// `minDelta`, or is the first number. NaN is never an improvement.
///
/// @param patience epochs in a row without an improvement that stop a trial, at least 1
/// @param minDelta in units of the loss, at least 0
public record PatiencePruner(int patience, double minDelta) implements Pruner {

    public PatiencePruner {
        PrunerSettings.atLeast(1, "patience", patience);
        if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
            throw new IllegalArgumentException("min_delta must be a number of at least 0, not " + minDelta);
        }
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        return trial.epochs() - bestEpoch(trial) >= patience;
    }

    /// The epoch of the last improvement, from 1; 0 before the first epoch.
    private int bestEpoch(Curve trial) {
        int bestEpoch = Math.min(1, trial.epochs());
        for (int epoch = 2; epoch <= trial.epochs(); epoch++) {
            if (improves(trial.loss(epoch), trial.loss(bestEpoch))) {
                bestEpoch = epoch;
            }
        }
        return bestEpoch;
    }

    private boolean improves(double loss, double best) {
        return loss < best - minDelta || (Double.isNaN(best) && !Double.isNaN(loss));
    }
}
