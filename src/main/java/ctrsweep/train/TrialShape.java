package ctrsweep.train;

import ctrsweep.data.Datasets;
import ctrsweep.model.Model;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.util.Optional;

/// What trials must have in common to train in one step, as far as configs tell.
///
/// @param script of the model
/// @param averages whether there is a moving average of the weights
public record TrialShape(String script, boolean averages, DataSettings data, int batchSize, int accumulate) {

    /// @return empty where a trial trains alone in any case
    public static Optional<TrialShape> of(Experiment experiment) {
        if (!fuses(experiment)) {
            return Optional.empty();
        }
        Model model =
                Model.of(experiment, Datasets.outline(experiment.data()), new Model.Kernels(false, true).ofFused());
        return Optional.of(new TrialShape(
                FusedModel.shape(model),
                experiment.training().emaDecay() > 0,
                experiment.data(),
                experiment.training().batchSize(),
                experiment.training().accumulate()));
    }

    /// Updates of single rows have no fused step.
    static boolean fuses(Experiment experiment) {
        return !experiment.optimizer().rowWise();
    }
}
