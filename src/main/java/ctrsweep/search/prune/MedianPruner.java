package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;

/// Stops a trial whose best loss so far is above the median of what the ended trials had at this epoch: the median
/// stopping rule (Golovin et al. 2017, Vizier) as Optuna's `MedianPruner` has it.
///
/// The trial's own best by now is held against the others' losses of that one epoch, which is lenient to the trial.
/// Of the others only those that ended count, not those that were pruned or still run, and only if they reached the
/// epoch and had a number there; with none, no trial stops. A trial without any number by now stops.
///
/// @param startup trials that must have ended, after at least one epoch, before any stops; at least 0
/// @param warmup epochs that stop no trial: the first that may is the one after
/// @param interval epochs from one decision to the next, at least 1
public record MedianPruner(int startup, int warmup, int interval) implements Pruner {

    public MedianPruner {
        Bounds.atLeast(0, "startup", startup);
        Bounds.atLeast(0, "warmup", warmup);
        Bounds.atLeast(1, "interval", interval);
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        int epoch = trial.epochs();
        if (epoch <= warmup || (epoch - warmup - 1) % interval != 0) {
            return false;
        }
        double best = trial.best(epoch);
        long ended = 0;
        Halves others = new Halves(best);
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
