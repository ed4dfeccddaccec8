package ctrsweep.model;

import ctrsweep.data.Datasets;
import ctrsweep.data.Schema;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.OptimizerSettings;
import ctrsweep.settings.OptimizerSettings.SparseOptimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A model for one schema and config: its weights, its running statistics, its inputs and its script.
///
/// @param weights trained by gradients; those of the embedding come first, and of these the tables
/// @param statistics kept up to date by the forward pass in training
/// @param architecture name of the script on top of the embedding: `deepfm` for `deepfm.py`
/// @param script the object `training.Training`
public record Model(
        Layout weights, Layout statistics, Inputs inputs, String architecture, Script script, Kernels kernels) {

    /// Ways of computing that give the same numbers, within rounding and but for what dropout draws.
    ///
    /// @param onednn linear layers through oneDNN
    /// @param host dropout draws from PyTorch's generator, which only the CPU has; otherwise it counts, see
    ///     `draws.py`, which every device can do
    public record Kernels(boolean onednn, boolean host) {}

    /// Asks before any data is read whether a config fits the fields of its data.
    ///
    /// @throws InvalidSetting with its dotted name, for a setting that does not
    public static void check(Experiment experiment) {
        of(experiment, Datasets.outline(experiment.data()), new Kernels(false, true));
    }

    /// @throws InvalidSetting when the config does not fit the fields
    public static Model of(Experiment experiment, Schema schema, Kernels kernels) {
        EmbeddingLayout embedding = new EmbeddingLayout(experiment, schema);
        Assembly assembly = new Assembly(experiment, embedding, kernels);
        ModelName.architecture(experiment).build(assembly);
        Block layers = assembly.layers();
        List<Segment> segments = new ArrayList<>(embedding.segments());
        Layout embeddingWeights = new Layout(segments);
        segments.addAll(layers.weights());
        Layout weights = new Layout(segments);
        Layout statistics = new Layout(layers.statistics());
        OptimizerSettings optimizer = experiment.optimizer();
        UpdatedParts parts = UpdatedParts.of(weights, new Layout(embedding.tableSegments()).size(), experiment);
        String dense = name(experiment.training().optimizer());
        String sparse = optimizer.sparse() == SparseOptimizer.SAME ? dense : name(optimizer.sparse());
        boolean fmVector = OutputLayer.hasFusion(experiment) && OutputLayer.usesSecondOrder(experiment);

        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("embedding", embedding.script(fmVector));
        attributes.put("model", layers.script());
        attributes.put("loss", OutputLayer.loss(experiment.loss()));
        attributes.put("sparse", optimizer(sparse, optimizer));
        attributes.put("dense", optimizer(dense, optimizer));
        attributes.put("rows", weights.rows());
        attributes.put("columns", weights.columns());
        attributes.put("stat_rows", statistics.rows());
        attributes.put("stat_columns", statistics.columns());
        attributes.put("embedding_weights", embeddingWeights.segments().size());
        attributes.put("part_ends", parts.ends());
        attributes.put("part_rates", Reals.of(parts.rates()));
        attributes.put("part_sparse", parts.sparse());
        attributes.put("embedding_l2_reg", experiment.feature().embeddingL2Reg());
        attributes.put("variational_dropout", experiment.feature().variationalDropout());
        attributes.put("clip_norm", experiment.training().gradientClipNorm());
        attributes.put("clip_value", experiment.training().gradientClipValue());
        attributes.put("row_wise", optimizer.rowWise());
        attributes.put("onednn", kernels.onednn());
        attributes.put("host", kernels.host());
        attributes.put("drawn", embedding.draws() + layers.draws());
        return new Model(
                weights,
                statistics,
                embedding.inputs(),
                ModelName.script(experiment),
                new Script("training", "Training", attributes),
                kernels);
    }

    private static Script optimizer(String name, OptimizerSettings settings) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("name", name);
        attributes.put("beta1", settings.beta1());
        attributes.put("beta2", settings.beta2());
        attributes.put("weight_decay", settings.weightDecay());
        attributes.put("momentum", settings.momentum());
        attributes.put("initial_accumulator", settings.initialAccumulator());
        attributes.put("accumulator_decay", settings.accumulatorDecay());
        attributes.put("accumulator_decay_steps", settings.accumulatorDecaySteps());
        attributes.put("alpha", settings.alpha());
        attributes.put("rho", settings.rho());
        return new Script("optim", "Optimizer", attributes);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
