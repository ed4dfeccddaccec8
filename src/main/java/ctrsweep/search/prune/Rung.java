package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongPredicate;

/// A number of epochs at which trials are compared and only the top go on: the best 1/`eta`, rounded down, of all
/// trials that have trained so many epochs, whatever became of them since.
///
/// A trial is ranked by its best loss up to the rung, then by its number: the best epoch is what a trial is
/// judged by in the end, too. One without any number by then is never in the top.
///
/// @param epochs at least 1
record Rung(int epochs, int eta) {

    /// Whether a trial is in the top.
    ///
    /// @param all with the trial itself
    /// @param competes numbers of the trials among all that are compared here
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

    /// The best of those that were pruned here, if it has come into the top.
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
