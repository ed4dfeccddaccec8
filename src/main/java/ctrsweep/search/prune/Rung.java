package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongPredicate;

/// A number of epochs at which trials are compared and only the top continue: the best 1/`eta`, rounded down, of
/// all trials that have trained that long, in whatever state they are now.
///
/// Trials are ranked by their best loss up to the rung, as in the final ranking, and ties by trial number. A trial
/// that has had no number by then is never in the top.
///
/// @param epochs at least 1
record Rung(int epochs, int eta) {

    /// Whether a trial is in the top.
    ///
    /// @param all curves, including the trial's own
    /// @param competes tells by its number whether a trial is compared here
    boolean keeps(Curve trial, Collection<Curve> all, LongPredicate competes) {
        if (trial.best(epochs) == Double.POSITIVE_INFINITY) {
            return false;
        }
        long reached = 0;
        long ahead = 0;
        for (Curve other : all) {
            if (other.epochs() >= epochs && competes.test(other.trial())) {
                reached++;
                ahead += compare(other, trial) < 0 ? 1 : 0;
            }
        }
        return ahead < reached / eta;
    }

    /// The best trial that was pruned here, if it is now in the top.
    Optional<Curve> promoted(Collection<Curve> all, LongPredicate competes) {
        return all.stream()
                .filter(curve -> curve.standing() == Curve.Standing.PRUNED && curve.epochs() == epochs)
                .filter(curve -> competes.test(curve.trial()))
                .min(this::compare)
                .filter(best -> keeps(best, all, competes));
    }

    /// Best first.
    int compare(Curve one, Curve other) {
        int byLoss = Double.compare(one.best(epochs), other.best(epochs));
        return byLoss != 0 ? byLoss : Long.compare(one.trial(), other.trial());
    }
}
