package ctrsweep.train;

import ctrsweep.model.Model;
import ctrsweep.sweep.EpochReport;
import java.util.List;

/// Where a trial stands after an epoch, with all that going on needs. Schedule and early stopping follow from
/// the epochs; every random number follows from the config's seed and the position.
///
/// @param epochs that were trained, from the first
/// @param model after the last of them
/// @param best the best epoch's
record Checkpoint(Position position, List<EpochReport> epochs, ModelState model, Moments moments, ModelState best) {
    Checkpoint {
        epochs = List.copyOf(epochs);
    }

    /// Before the first epoch.
    static Checkpoint beginning(Model model, long seed) {
        ModelState initial = ModelState.initial(model, seed);
        return new Checkpoint(Position.START, List.of(), initial, Moments.none(model), initial);
    }

    /// Number of the last epoch.
    int epoch() {
        return epochs.size();
    }
}
