package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.Collection;
import java.util.List;

/// Compares all trials after the same numbers of epochs and stops for good those that are worse than the best
/// 1/`eta`: the early termination of Weights & Biases' sweeps, which is called hyperband there.
///
/// The losses at the band itself are compared, among all n trials that have reached it, in whatever state they are
/// now. Unless `strict`, a trial continues if it is no worse than the trial with index floor(n / eta) in the
/// ranking, counted from 0, as in W&B's own controller. If `strict`, only the best floor(n / eta) trials continue,
/// at least one. The first trials have few competitors, so bad ones pass if they come early.
///
/// @param bands epochs after which trials are compared, ascending
/// @param eta above 1
public record BandPruner(List<Integer> bands, double eta, boolean strict) implements Pruner {

    public BandPruner {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("bands needs at least one number of epochs, as [3, 9]");
        }
        PrunerSettings.atLeast(1, "bands", bands.getFirst());
        for (int i = 1; i < bands.size(); i++) {
            if (bands.get(i) <= bands.get(i - 1)) {
                throw new IllegalArgumentException("bands must ascend, not " + bands);
            }
        }
        if (!(eta > 1 && Double.isFinite(eta))) {
            throw new IllegalArgumentException("eta must be above 1, not " + eta);
        }
    }

    @Override
    public boolean stops(Curve trial, Collection<Curve> all) {
        return bands.contains(trial.epochs()) && !keeps(trial, all);
    }

    private boolean keeps(Curve trial, Collection<Curve> all) {
        int band = trial.epochs();
        double[] losses = all.stream()
                .filter(other -> other.epochs() >= band)
                .mapToDouble(other -> other.loss(band))
                .filter(loss -> !Double.isNaN(loss))
                .sorted()
                .toArray();
        double own = trial.loss(band);
        return !Double.isNaN(own) && own <= losses[place(losses.length)];
    }

    /// The index of the worst trial that continues, among those that reached the band.
    private int place(int reached) {
        int share = (int) Math.floor(reached / eta);
        return strict ? Math.max(0, share - 1) : Math.min(share, reached - 1);
    }
}
