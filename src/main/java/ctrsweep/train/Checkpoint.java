package ctrsweep.train;

import ctrsweep.model.Model;
import ctrsweep.sweep.EpochReport;
import java.util.List;

/// The state of a trial after an epoch, or within one, with all that going on needs. Schedule and early stopping
/// follow from the epochs; every random number follows from the config's seed and the position.
///
/// @param soFar of the epoch that was under way
/// @param epochs that were trained, from the first
/// @param model at the position
/// @param best the best epoch's
record Checkpoint(
        Position position,
        EpochSoFar soFar,
        List<EpochReport> epochs,
        ModelState model,
        Moments moments,
        ModelState best) {
    Checkpoint {
        epochs = List.copyOf(epochs);
    }

    /// The state before the first epoch.
    ///
    /// @param averaged whether a moving average of the weights is kept
    static Checkpoint beginning(Model model, ModelState first, boolean averaged) {
        Moments none = Moments.none(model);
        return new Checkpoint(
                Position.START, EpochSoFar.NOTHING, List.of(), first, averaged ? none.averaging(first) : none, first);
    }

    /// Number of the last epoch.
    int epoch() {
        return epochs.size();
    }
}
