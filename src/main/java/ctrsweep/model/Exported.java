package ctrsweep.model;

import ctrsweep.data.Rows;
import java.util.LinkedHashMap;
import java.util.Map;

/// A trained model as an archive that needs nothing beside it: `torch.jit.load` opens it.
///
/// @param model made for plain kernels, which every build of PyTorch has
/// @param probabilities whether predictions are the sigmoid of the model's outputs
public record Exported(Model model, boolean probabilities) {

    /// @param example some rows, to be kept with what was predicted for them
    public byte[] archive(float[] weights, float[] statistics, Rows example, float[] predictions) {
        Inputs inputs = model.inputs();
        int n = example.size();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        attributes.put("model", model.script());
        attributes.put("probabilities", probabilities);
        attributes.put("weights", Tensor.of(weights, weights.length));
        attributes.put("statistics", Tensor.of(statistics, statistics.length));
        attributes.put(
                "example_ids",
                Tensor.of(inputs.sparse(example), n, inputs.sparse().size()));
        attributes.put(
                "example_sequences",
                Tensor.of(inputs.sequences(example), n, inputs.sequences().size()));
        attributes.put(
                "example_dense",
                Tensor.of(inputs.dense(example), n, inputs.dense().size()));
        attributes.put("example_predictions", Tensor.of(predictions, n));
        return ScriptArchive.of(new Script("exported", "Exported", attributes), model.architecture(), model.kernels());
    }
}
