package ctrsweep.train;

import ctrsweep.settings.LossSettings.LossName;
import java.util.Arrays;

/// Turns a model's outputs into predictions of the label.
final class Predictions {
    private Predictions() {}

    /// Probabilities, the logits' sigmoid in double precision; ratings, which are the outputs themselves,
    /// under `mse`.
    static double[] of(float[] outputs, LossName loss) {
        double[] predictions = new double[outputs.length];
        Arrays.setAll(predictions, i -> of(outputs[i], loss));
        return predictions;
    }

    static double of(double output, LossName loss) {
        return switch (loss) {
            case BCE, FOCAL -> 1 / (1 + Math.exp(-output));
            case MSE -> output;
        };
    }
}
