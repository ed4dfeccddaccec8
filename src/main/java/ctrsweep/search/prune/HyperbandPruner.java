package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Hyperband (Li et al. 2018, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization") with
/// asynchronous halving: the first comparison of each of its [Brackets] is later than that of the bracket before,
/// in case early epochs mislead.
///
/// Bracket s, from 0 to the last one whose first rung is not above `maxEpochs`, has the rungs of an [AshaPruner]
/// that starts at `minEpochs * eta^s`, and none if that is `maxEpochs`. Each trial is in one bracket and is
/// compared with the trials of that bracket only.
///
/// @param minEpochs epochs of the first bracket's first rung, at least 1
/// @param maxEpochs most epochs of a trial, above `minEpochs`
/// @param eta at least 2
public record HyperbandPruner(int minEpochs, int maxEpochs, int eta) implements Pruner {

    public HyperbandPruner {
        Halving.check(minEpochs, maxEpochs, eta);
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        Brackets brackets = brackets();
        int bracket = brackets.of(trial.trial());
        return halving(bracket).stops(trial, all, other -> brackets.of(other) == bracket);
    }

    @Override
    public boolean pauses() {
        return true;
    }

    /// Returns the candidate of all brackets with the most epochs, and the best of equals.
    @Override
    public OptionalLong promotes(Collection<Curve> all) {
        Brackets brackets = brackets();
        return IntStream.range(0, brackets.count())
                .boxed()
                .flatMap(bracket -> halving(bracket).promoted(all, trial -> brackets.of(trial) == bracket).stream())
                .min(Comparator.comparingInt(Curve::epochs)
                        .reversed()
                        .thenComparingDouble(curve -> curve.best(curve.epochs()))
                        .thenComparingLong(Curve::trial))
                .map(curve -> OptionalLong.of(curve.trial()))
                .orElseGet(OptionalLong::empty);
    }

    Brackets brackets() {
        return Brackets.of(minEpochs, maxEpochs, eta);
    }

    private Halving halving(int bracket) {
        return Halving.of(first(bracket), maxEpochs, eta);
    }

    private long first(int bracket) {
        long first = minEpochs;
        for (int i = 0; i < bracket; i++) {
            first *= eta;
        }
        return first;
    }
}
