package ctrsweep.model;

import ctrsweep.data.Schema;
import ctrsweep.model.onnx.OnnxGraph;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A trained model as a graph in ONNX, in float32. Inputs are those of `exported.py`, each where it has columns:
/// `ids`, `sequences` and `dense`; the output is `prediction` (rows).
///
/// @param probabilities whether predictions are the sigmoid of the model's outputs
public record OnnxModel(Experiment experiment, Schema schema, boolean probabilities) {

    /// @param facts kept in the file's metadata
    /// @throws IllegalArgumentException when it has more than the 2 GB that such a file may have
    public void write(OutputStream out, float[] weights, float[] statistics, Map<String, String> facts)
            throws IOException {
        Model model = Model.of(experiment, schema, new Model.Kernels(false, false));
        EmbeddingLayout embedding = new EmbeddingLayout(experiment, schema);
        OnnxGraph graph = new OnnxGraph();
        OnnxWeights taken = new OnnxWeights(graph, model.weights().segments(), weights);
        Map<Architecture.View, String> views =
                new OnnxEmbedding(graph, embedding, Model.hasFmVector(experiment), taken).views();
        OnnxLayers layers = new OnnxLayers(
                graph,
                experiment,
                embedding,
                taken,
                new OnnxWeights(graph, model.statistics().segments(), statistics),
                views);
        String logit = ModelName.architecture(experiment).onnx(layers);
        String output = layers.node("Squeeze", logit, graph.numbers(1));
        graph.output("prediction", probabilities ? layers.node("Sigmoid", output) : output);
        graph.write(out, "ctrsweep", facts);
    }
}
