package ctrsweep.model;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.MlpSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The layers on top of an embedding, put together in the order in which their script takes the weights.
final class Assembly {
    private final Experiment experiment;
    private final EmbeddingLayout embedding;
    private final Model.Kernels kernels;
    private final List<Segment> weights = new ArrayList<>();
    private final List<Segment> statistics = new ArrayList<>();
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<Dropout> dropout = new ArrayList<>();
    private final int drawsBefore;
    private int draws;

    /// @param drawsBefore random numbers of a row that the embedding takes
    Assembly(Experiment experiment, EmbeddingLayout embedding, Model.Kernels kernels, int drawsBefore) {
        this.drawsBefore = drawsBefore;
        this.experiment = experiment;
        this.embedding = embedding;
        this.kernels = kernels;
        attribute("training", true);
    }

    Experiment experiment() {
        return experiment;
    }

    EmbeddingLayout embedding() {
        return embedding;
    }

    Model.Kernels kernels() {
        return kernels;
    }

    /// Sets an attribute of the script object.
    void attribute(String name, Object value) {
        attributes.put(name, value);
    }

    /// Adds a block as the script's attribute `name`, and the number of its weights as `name_weights`.
    void block(String name, Block block) {
        attribute(name, block.script());
        attribute(name + "_weights", block.weights().size());
        add(block);
    }

    /// Adds a multilayer perceptron as [#block] does, and the number of its statistics as `name_stats`.
    ///
    /// @return length of its output
    int mlp(String name, int in, MlpSettings settings) {
        MlpLayout mlp = new MlpLayout(name, in, settings);
        Block block = block(mlp);
        block(name, block);
        attribute(name + "_stats", block.statistics().size());
        return mlp.out();
    }

    /// Describes a multilayer perceptron that comes next.
    Block block(MlpLayout mlp) {
        return mlp.block(kernels, experiment.training().precision(), drawsBefore + draws, dropout.size());
    }

    void linear(String name, int in, int out) {
        weights.addAll(MlpLayout.linear(name, in, out, true, experiment.dnn().initialization()));
    }

    void weights(List<Segment> more) {
        weights.addAll(more);
    }

    /// Adds what joins the linear part, FM and the deep part to the logit.
    ///
    /// @param deep length of the deep part; 0: there is none
    /// @param linear name of the deep part's linear layer
    void output(int deep, String linear) {
        Block output = new OutputLayer(experiment, deep, linear).block(this);
        attribute("output", output.script());
        add(output);
    }

    Block layers() {
        return new Block(weights, statistics, new Script("model", "Model", attributes), draws, dropout);
    }

    private void add(Block block) {
        weights.addAll(block.weights());
        statistics.addAll(block.statistics());
        draws += block.draws();
        dropout.addAll(block.dropout());
    }
}
