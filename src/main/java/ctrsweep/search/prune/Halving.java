package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// The rungs of successive halving.
///
/// @param rungs lowest first
record Halving(List<Rung> rungs) {

    /// Rungs after `first`, `first * eta`, `first * eta^2`, ... epochs, below `max`.
    static Halving of(long first, int max, int eta) {
        return new Halving(LongStream.iterate(first, epochs -> epochs < max, epochs -> epochs * eta)
                .mapToObj(epochs -> new Rung(Math.toIntExact(epochs), eta))
                .toList());
    }

    static void check(int minEpochs, int maxEpochs, int eta) {
        PrunerSettings.atLeast(1, "min_epochs", minEpochs);
        PrunerSettings.atLeast(2, "eta", eta);
        if (minEpochs >= maxEpochs) {
            throw new IllegalArgumentException("min_epochs must be below max_epochs " + maxEpochs + ", not " + minEpochs
                    + ": no trial would ever be stopped");
        }
    }

    boolean stops(Curve trial, Collection<Curve> all, LongPredicate competes) {
        return rungs.stream()
                .filter(rung -> rung.epochs() == trial.epochs())
                .anyMatch(rung -> !rung.keeps(trial, all, competes));
    }

    /// The best trial of the highest rung that has one to promote.
    Optional<Curve> promoted(Collection<Curve> all, LongPredicate competes) {
        return rungs.reversed().stream()
                .flatMap(rung -> rung.promoted(all, competes).stream())
                .findFirst();
    }
}
