package ctrsweep.model;

import ctrsweep.config.Experiment;
import ctrsweep.data.Schema;

/// A model for one schema and config: its weights, its running statistics, its inputs and its script.
///
/// @param weights trained by gradients
/// @param statistics kept up to date by the forward pass in training
public record Model(Layout weights, Layout statistics, Inputs inputs, Script script) {

    /// Ways of computing that give the same numbers, within rounding.
    ///
    /// @param onednn linear layers through oneDNN
    /// @param host the device is the CPU
    public record Kernels(boolean onednn, boolean host) {}

    public static Model of(Experiment experiment, Schema schema, Kernels kernels) {
        return switch (experiment.modelName()) {
            case DEEPFM -> DeepFm.model(experiment, schema, kernels);
        };
    }
}
