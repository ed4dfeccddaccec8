package ctrsweep.model;

import ctrsweep.data.Datasets;
import ctrsweep.data.Schema;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.OptimizerSettings;
import ctrsweep.settings.OptimizerSettings.SparseOptimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A model for one schema and config: its weights, its running statistics, its inputs and its script.
///
/// @param weights trained by gradients; those of the embedding come first, and of these the tables
/// @param statistics kept up to date by the forward pass in training
/// @param architecture name of the script on top of the embedding: `deepfm` for `deepfm.py`
/// @param script the object `training.Training`
/// @param together what fused steps need besides; empty for kernels that train a model alone
public record Model(
        Layout weights,
        Layout statistics,
        Inputs inputs,
        String architecture,
        Script script,
        Kernels kernels,
        Optional<Fused> together) {

    /// Ways of computing that give the same numbers, within rounding and but for what dropout draws.
    ///
    /// @param onednn linear layers through oneDNN
    /// @param host dropout draws from PyTorch's generator, which only the CPU has; otherwise it counts, see
    ///     `draws.py`, which every device can do
    /// @param fused models of one shape are trained together in one step, by the scripts in `fused`
    public record Kernels(boolean onednn, boolean host, boolean fused) {
        public Kernels {
            if (onednn && fused) {
                throw new IllegalArgumentException("fused steps have no products of oneDNN");
            }
        }

        public Kernels(boolean onednn, boolean host) {
            this(onednn, host, false);
        }

        /// The kernels of fused steps on the same device.
        public Kernels ofFused() {
            return new Kernels(false, host, true);
        }
    }

    /// Asks before any data is read whether a config fits the fields of its data.
    ///
    /// @throws InvalidSetting with its dotted name, for a setting that does not
    public static void check(Experiment experiment) {
        of(experiment, Datasets.outline(experiment.data()), new Kernels(false, true));
    }

    /// @throws InvalidSetting when the config does not fit the fields
    public static Model of(Experiment experiment, Schema schema, Kernels kernels) {
        return kernels.fused() ? fused(experiment, schema, kernels) : alone(experiment, schema, kernels);
    }

    private static Model alone(Experiment experiment, Schema schema, Kernels kernels) {
        EmbeddingLayout embedding = new EmbeddingLayout(experiment, schema);
        Block layers = layers(experiment, embedding, kernels, embedding.draws());
        Layout weights = weights(embedding.segments(), layers);
        Layout statistics = new Layout(layers.statistics());
        UpdatedParts parts = UpdatedParts.of(weights, new Layout(embedding.tableSegments()).size(), experiment);

        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("embedding", embedding.script(hasFmVector(experiment)));
        attributes.put("model", layers.script());
        attributes.put("loss", OutputLayer.loss(experiment.loss()));
        attributes.put("sparse", optimizer(sparse(experiment), experiment.optimizer()));
        attributes.put("dense", optimizer(dense(experiment), experiment.optimizer()));
        attributes.put("rows", weights.rows());
        attributes.put("columns", weights.columns());
        attributes.put("stat_rows", statistics.rows());
        attributes.put("stat_columns", statistics.columns());
        attributes.put("embedding_weights", embedding.segments().size());
        attributes.put("part_ends", parts.ends());
        attributes.put("part_rates", Reals.of(parts.rates()));
        attributes.put("part_sparse", parts.sparse());
        attributes.put("embedding_l2_reg", experiment.feature().embeddingL2Reg());
        attributes.put("variational_dropout", experiment.feature().variationalDropout());
        attributes.put("clip_norm", experiment.training().gradientClipNorm());
        attributes.put("clip_value", experiment.training().gradientClipValue());
        attributes.put("row_wise", experiment.optimizer().rowWise());
        attributes.put("onednn", kernels.onednn());
        attributes.put("host", kernels.host());
        attributes.put("drawn", embedding.draws() + layers.draws());
        return new Model(
                weights,
                statistics,
                embedding.inputs(),
                ModelName.script(experiment),
                new Script("training", "Training", attributes),
                kernels,
                Optional.empty());
    }

    private static Model fused(Experiment experiment, Schema schema, Kernels kernels) {
        if (experiment.optimizer().rowWise()) {
            throw new InvalidSetting("optimizer.row_wise", "such trials do not train together");
        }
        EmbeddingLayout layout = new EmbeddingLayout(experiment, schema);
        FusedEmbedding embedding = new FusedEmbedding(layout);
        Block layers = layers(experiment, layout, kernels, embedding.draws());
        Layout weights = weights(embedding.segments(), layers);
        Layout statistics = new Layout(layers.statistics());
        UpdatedParts parts = UpdatedParts.of(weights, new Layout(embedding.tableSegments()).size(), experiment);

        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("embedding", embedding.script(hasFmVector(experiment)));
        attributes.put("model", layers.script());
        attributes.put("loss", OutputLayer.fusedLoss(experiment.loss()));
        attributes.put("sparse", fusedOptimizer(sparse(experiment)));
        attributes.put("dense", fusedOptimizer(dense(experiment)));
        attributes.put("rows", weights.rows());
        attributes.put("columns", weights.columns());
        attributes.put("stat_rows", statistics.rows());
        attributes.put("embedding_weights", embedding.segments().size());
        attributes.put("part_ends", parts.ends());
        attributes.put(
                "part_frozen",
                parts.rates().stream().map(rate -> rate == 0 ? 1 : 0).toList());
        attributes.put("part_sparse", parts.sparse());
        attributes.put("rates", FreeSettings.RATES);
        attributes.put("drawn", embedding.draws() + layers.draws());
        attributes.put("drawn_layers", drawnLayers(embedding.draws(), layers));
        attributes.put("host", kernels.host());
        return new Model(
                weights,
                statistics,
                embedding.inputs(),
                ModelName.script(experiment),
                new Script("training", "Training", attributes),
                kernels,
                Optional.of(new Fused(
                        embedding.slots(),
                        FreeSettings.of(experiment, parts.rates()),
                        layers.dropout().stream().map(Dropout::rate).toList(),
                        experiment.optimizer())));
    }

    /// The properties of a model that only fused steps need.
    ///
    /// @param slots as columns of the inputs: sparse ones from 0 on, and after them those of sequences
    /// @param settings the numbers in which trials that train together may differ, as `fused/training.py` orders
    ///     them
    /// @param dropout the rate of each layer that may have dropout
    /// @param optimizer from whose numbers the corrections of each step follow
    public record Fused(List<Integer> slots, List<Double> settings, List<Double> dropout, OptimizerSettings optimizer) {
        public Fused {
            slots = List.copyOf(slots);
            settings = List.copyOf(settings);
            dropout = List.copyOf(dropout);
        }
    }

    /// Maps each number drawn for a row to the layer whose dropout uses it, counted from 1; 0 is variational dropout.
    private static List<Integer> drawnLayers(int embedding, Block layers) {
        List<Integer> of = new ArrayList<>(Collections.nCopies(embedding, 0));
        for (int layer = 0; layer < layers.dropout().size(); layer++) {
            of.addAll(Collections.nCopies(layers.dropout().get(layer).units(), layer + 1));
        }
        return of;
    }

    private static Block layers(Experiment experiment, EmbeddingLayout embedding, Kernels kernels, int draws) {
        Assembly assembly = new Assembly(experiment, embedding, kernels, draws);
        ModelName.architecture(experiment).build(assembly);
        return assembly.layers();
    }

    private static Layout weights(List<Segment> embedding, Block layers) {
        List<Segment> segments = new ArrayList<>(embedding);
        segments.addAll(layers.weights());
        return new Layout(segments);
    }

    static boolean hasFmVector(Experiment experiment) {
        return OutputLayer.hasFusion(experiment) && OutputLayer.usesSecondOrder(experiment);
    }

    private static String dense(Experiment experiment) {
        return name(experiment.training().optimizer());
    }

    private static String sparse(Experiment experiment) {
        SparseOptimizer sparse = experiment.optimizer().sparse();
        return sparse == SparseOptimizer.SAME ? dense(experiment) : name(sparse);
    }

    private static Script fusedOptimizer(String name) {
        Map<String, Object> attributes = new LinkedHashMap<>(); // in one order: checkpoints go by the script's bytes
        attributes.put("training", true);
        attributes.put("name", name);
        return new Script("optim", "Optimizer", attributes);
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
