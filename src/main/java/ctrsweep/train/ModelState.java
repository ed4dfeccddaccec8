package ctrsweep.train;

import ctrsweep.model.Model;

/// All numbers that a model and its optimiser consist of.
final class ModelState {
    /// (N)
    final float[] weights;

    /// Running mean and variance of each batch norm.
    final float[] statistics;

    /// (N), Adam's m.
    final float[] firstMoment;

    /// (N), Adam's v.
    final float[] secondMoment;

    ModelState(float[] weights, float[] statistics, float[] firstMoment, float[] secondMoment) {
        this.weights = weights;
        this.statistics = statistics;
        this.firstMoment = firstMoment;
        this.secondMoment = secondMoment;
    }

    static ModelState initial(Model model, long seed) {
        int n = model.weights().size();
        return new ModelState(
                model.weights().initial(seed), model.statistics().initial(seed), new float[n], new float[n]);
    }
}
