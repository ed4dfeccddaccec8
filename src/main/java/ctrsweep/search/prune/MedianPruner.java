package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;

/// Stops a trial whose best loss so far is above the median loss of the ended trials at this epoch: the median
/// stopping rule (Golovin et al. 2017, Vizier) as in Optuna's `MedianPruner`.
///
/// The trial's best loss up to now is compared with the other trials' losses at this epoch, which favours the
/// trial. Only trials that have ended count, not pruned or running ones, and only if they reached the epoch and had
/// a number there; if there are none, no trial stops. A trial that has had no number yet stops.
///
/// @param startup trials that must have ended, after at least one epoch, before a trial is stopped; at least 0
/// @param warmup first epochs of a trial, in which it is not stopped
/// @param interval epochs between decisions, at least 1
public record MedianPruner(int startup, int warmup, int interval) implements Pruner {

    public MedianPruner {
        PrunerSettings.atLeast(0, "startup", startup);
        PrunerSettings.atLeast(0, "warmup", warmup);
        PrunerSettings.atLeast(1, "interval", interval);
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        int epoch = trial.epochs();
        if (epoch <= warmup || (epoch - warmup - 1) % interval != 0) {
            return false;
        }
        double best = trial.best(epoch);
        long ended = 0;
        MedianComparison others = new MedianComparison(best);
        for (Curve other : all) {
            if (other.standing() == Curve.Standing.ENDED && other.trial() != trial.trial() && other.epochs() > 0) {
                ended++;
                if (other.epochs() >= epoch) {
                    others.add(other.loss(epoch));
                }
            }
        }
        return ended >= Math.max(1, startup) && (best == Double.POSITIVE_INFINITY || others.medianIsBelow());
    }
}
