package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;
import java.util.OptionalLong;

/// Asynchronous successive halving (Li et al. 2020, "A System for Massively Parallel Hyperparameter Tuning").
///
/// There is a [Rung] after `minEpochs`, `minEpochs * eta`, `minEpochs * eta^2`, ... epochs, below `maxEpochs`. A
/// trial that reaches a rung pauses unless it is among the best 1/`eta` there. It resumes once it is among them
/// because more trials have arrived. So the first trials all pause, no epoch is trained twice, and one worker does
/// as well as many. It takes `eta^k` trials to bring one past the k-th rung: with fewer, no trial is trained to its
/// end.
///
/// @param minEpochs epochs of the first rung, at least 1
/// @param maxEpochs most epochs of a trial, above `minEpochs`
/// @param eta at least 2
public record AshaPruner(int minEpochs, int maxEpochs, int eta) implements Pruner {

    public AshaPruner {
        Halving.check(minEpochs, maxEpochs, eta);
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        return halving().stops(trial, all, _ -> true);
    }

    @Override
    public boolean pauses() {
        return true;
    }

    @Override
    public OptionalLong promotes(Collection<Curve> all) {
        return halving().promoted(all, _ -> true).stream()
                .mapToLong(Curve::trial)
                .findFirst();
    }

    private Halving halving() {
        return Halving.of(minEpochs, maxEpochs, eta);
    }
}
