package ctrsweep.train;

import ctrsweep.model.Model;

/// What an optimiser remembers of earlier steps.
final class Moments {
    /// (N) of gradients.
    final float[] first;

    /// (N) of their squares.
    final float[] second;

    Moments(float[] first, float[] second) {
        this.first = first;
        this.second = second;
    }

    /// As it is before the first step.
    static Moments none(Model model) {
        int size = model.weights().size();
        return new Moments(new float[size], new float[size]);
    }
}
