package ctrsweep.train;

import ctrsweep.model.Model;

/// All numbers that a model's predictions follow from.
final class ModelState {
    /// (N)
    final float[] weights;

    /// Running mean and variance of each batch norm.
    final float[] statistics;

    ModelState(float[] weights, float[] statistics) {
        this.weights = weights;
        this.statistics = statistics;
    }

    static ModelState initial(Model model, long seed) {
        return new ModelState(model.weights().initial(seed), model.statistics().initial(seed));
    }
}
