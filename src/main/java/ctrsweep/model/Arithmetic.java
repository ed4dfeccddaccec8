package ctrsweep.model;

import ctrsweep.data.Schema;
import ctrsweep.settings.Experiment;

/// How much a model computes at the least: the multiplications of its matrix products. Look-ups, norms and
/// activations are little beside them.
public final class Arithmetic {
    /// Forward, and backward by input and by weight.
    private static final int PASSES_OF_TRAINING = 3;

    private static final int MULTIPLY_AND_ADD = 2;

    private Arithmetic() {}

    /// Floating-point operations for one row of a training step.
    public static long ofTraining(Experiment experiment, Schema schema) {
        return PASSES_OF_TRAINING * ofEvaluation(experiment, schema);
    }

    /// Floating-point operations for one row of an evaluation.
    public static long ofEvaluation(Experiment experiment, Schema schema) {
        EmbeddingLayout embedding = new EmbeddingLayout(experiment, schema);
        Architecture architecture = ModelName.architecture(experiment);
        long multiplications =
                Model.of(experiment, schema, new Model.Kernels(false, true)).weights().parameters().stream()
                        .filter(parameter -> parameter.name().endsWith(".weight")
                                && parameter.shape().size() > 1)
                        .filter(parameter -> !parameter.name().startsWith("embedding."))
                        .mapToLong(parameter -> architecture.multiplications(parameter, embedding))
                        .sum();
        return MULTIPLY_AND_ADD * multiplications;
    }
}
