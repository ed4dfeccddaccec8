package ctrsweep.train;

import ctrsweep.model.Model;

/// The state of an optimiser, and the moving average of the weights.
final class Moments {
    /// (N) of gradients.
    final float[] first;

    /// (N) of their squares.
    final float[] second;

    /// (N) of the weights, or empty where none is kept.
    final float[] average;

    Moments(float[] first, float[] second, float[] average) {
        this.first = first;
        this.second = second;
        this.average = average;
    }

    /// The state before the first step.
    static Moments none(Model model) {
        int size = model.weights().size();
        return new Moments(new float[size], new float[size], new float[0]);
    }

    /// The same with a moving average that begins as these weights.
    Moments averaging(ModelState first) {
        return new Moments(this.first, second, first.weights.clone());
    }
}
