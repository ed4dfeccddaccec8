package ctrsweep.train;

import ctrsweep.settings.LossSettings.LossName;

/// Turns a model's outputs into predictions of the label.
final class Predictions {
    private Predictions() {}

    /// Probabilities, the logits' sigmoid in double precision; ratings, which are the outputs themselves,
    /// under `mse`.
    static double[] of(float[] outputs, LossName loss) {
        double[] predictions = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            predictions[i] = switch (loss) {
                case BCE, FOCAL -> 1 / (1 + Math.exp(-outputs[i]));
                case MSE -> outputs[i];
            };
        }
        return predictions;
    }
}
