package ctrsweep.model;

import ctrsweep.data.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a device has to come to, as an archive that needs nothing beside it, see `proof.py`.
///
/// @param model made for a device's kernels
public record Proof(Model model, double lr, int batch, int seed) {

    /// @param rows to learn from
    /// @param order of the rows
    /// @param losses of the steps on the CPU
    /// @param learnt the weights after them
    public byte[] archive(float[] weights, float[] statistics, Rows rows, int[] order, float[] losses, float[] learnt) {
        Inputs inputs = model.inputs();
        int n = rows.size();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("model", model.script());
        attributes.put("lr", lr);
        attributes.put("batch", batch);
        attributes.put("seed", seed);
        attributes.put("frozen", integers(model.weights().frozen()));
        attributes.put("weights", Tensor.of(weights, weights.length));
        attributes.put("statistics", Tensor.of(statistics, statistics.length));
        attributes.put("ids", Tensor.of(inputs.sparse(rows), n, inputs.sparse().size()));
        attributes.put(
                "sequences",
                Tensor.of(inputs.sequences(rows), n, inputs.sequences().size()));
        attributes.put("dense", Tensor.of(inputs.dense(rows), n, inputs.dense().size()));
        attributes.put("labels", Tensor.of(rows.labels(), n));
        attributes.put("order", Tensor.of(order, n));
        attributes.put("losses", Tensor.of(losses, losses.length));
        attributes.put("learnt", Tensor.of(learnt, learnt.length));
        return ScriptArchive.of(new Script("proof", "Proof", attributes), model.architecture(), model.kernels());
    }

    /// The same of trials that train together, see `fused/proof.py`.
    ///
    /// @param buffers the script's, by name
    public static byte[] together(Model model, int trials, int batch, long[] switches, Map<String, Tensor> buffers) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("model", model.script());
        attributes.put("trials", trials);
        attributes.put("batch", batch);
        attributes.put("frozen", integers(model.weights().frozen()));
        attributes.put("switches", integers(switches));
        attributes.putAll(buffers);
        return ScriptArchive.of(new Script("proof", "Proof", attributes), model.architecture(), model.kernels());
    }

    private static List<Integer> integers(long[] numbers) {
        return Arrays.stream(numbers).mapToObj(Math::toIntExact).toList();
    }
}
