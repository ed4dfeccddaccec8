package ctrsweep.model;

import ctrsweep.data.Schema;
import ctrsweep.settings.Experiment;
import java.util.List;

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
        long fields = new EmbeddingLayout(experiment, schema).pairFields();
        long width = experiment.feature().fmEmbedDim();
        List<Parameter> parameters = Model.of(experiment, schema, new Model.Kernels(false, true))
                .weights()
                .parameters();
        long multiplications = parameters.stream()
                .filter(parameter -> parameter.name().endsWith(".weight")
                        && parameter.shape().size() > 1)
                .filter(parameter -> !parameter.name().startsWith("embedding."))
                .mapToLong(parameter -> parameter.size() * times(parameter.name(), fields, width))
                .sum();
        if (experiment.modelName() == Experiment.ModelName.ATTENTION_DEEPFM) {
            Experiment.Attention attention = experiment.attention();
            multiplications += 2L * attention.numLayers() * fields * fields * attention.attentionDim();
        }
        return MULTIPLY_AND_ADD * multiplications;
    }

    /// How often a row uses a weight.
    private static long times(String name, long fields, long width) {
        return name.startsWith("cin.") ? width : name.startsWith("attention.") ? fields : 1;
    }
}
