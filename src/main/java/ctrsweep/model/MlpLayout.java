package ctrsweep.model;

import ctrsweep.settings.MlpSettings;
import ctrsweep.settings.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// A multilayer perceptron: `layers.Mlp`.
///
/// @param name of its parameters' module
/// @param in length of the input
record MlpLayout(String name, int in, MlpSettings mlp) {

    /// Length of the output.
    int out() {
        return mlp.hiddenUnits().isEmpty() ? in : mlp.hiddenUnits().getLast();
    }

    /// @param firstDraw how many of a row's random numbers the parts before it take
    /// @param firstRate how many layers there are before it that may have dropout
    Block block(Model.Kernels kernels, TrainingSettings.Precision precision, int firstDraw, int firstRate) {
        List<Integer> firstDraws = new ArrayList<>();
        int next = firstDraw;
        for (int k = 0; k < mlp.hiddenUnits().size(); k++) {
            firstDraws.add(next);
            next += kernels.fused() || mlp.dropoutOfLayers().get(k) > 0
                    ? mlp.hiddenUnits().get(k)
                    : 0;
        }
        Script script =
                kernels.fused() ? fused(precision, firstDraws, firstRate) : script(kernels, precision, firstDraws);
        List<Dropout> dropout = IntStream.range(0, mlp.hiddenUnits().size())
                .mapToObj(k -> new Dropout(
                        mlp.dropoutOfLayers().get(k), mlp.hiddenUnits().get(k)))
                .toList();
        return new Block(weights(), statistics(), script, next - firstDraw, dropout);
    }

    private List<Segment> weights() {
        List<Segment> segments = new ArrayList<>();
        int width = in;
        for (int k = 0; k < mlp.hiddenUnits().size(); k++) {
            int units = mlp.hiddenUnits().get(k);
            segments.addAll(linear(module(k, 0), width, units, mlp.useBias(), mlp.initialization()));
            if (hasNorm()) {
                segments.add(Segment.vector(
                        ModelParameter.of(module(k, normAt()) + ".weight", new Init.Constant(1), units)));
                segments.add(
                        Segment.vector(ModelParameter.of(module(k, normAt()) + ".bias", new Init.Constant(0), units)));
            }
            width = units;
        }
        return segments;
    }

    /// Weight (out, in) and bias (out) of a linear layer.
    static List<Segment> linear(String module, int in, int out, boolean bias, MlpSettings.LayerInit initialization) {
        boolean xavier = initialization == MlpSettings.LayerInit.XAVIER;
        Segment weight = Segment.matrix(
                ModelParameter.of(module + ".weight", xavier ? Init.xavier(in, out) : Init.linear(in), out, in));
        Segment shift = Segment.vector(
                ModelParameter.of(module + ".bias", xavier ? new Init.Constant(0) : Init.linear(in), out));
        return bias ? List.of(weight, shift) : List.of(weight);
    }

    /// Running mean and variance of each batch norm.
    private List<Segment> statistics() {
        List<Segment> segments = new ArrayList<>();
        if (mlp.useBatchNorm()) {
            for (int k = 0; k < mlp.hiddenUnits().size(); k++) {
                int units = mlp.hiddenUnits().get(k);
                String norm = module(k, normAt());
                segments.add(Segment.vector(ModelParameter.of(norm + ".running_mean", new Init.Constant(0), units)));
                segments.add(Segment.vector(ModelParameter.of(norm + ".running_var", new Init.Constant(1), units)));
            }
        }
        return segments;
    }

    private Script script(Model.Kernels kernels, TrainingSettings.Precision precision, List<Integer> firstDraws) {
        Map<String, Object> attributes = attributes(precision, firstDraws);
        attributes.put("dropout", Reals.of(mlp.dropoutOfLayers()));
        attributes.put("onednn", kernels.onednn());
        return new Script("layers", "Mlp", attributes);
    }

    private Script fused(TrainingSettings.Precision precision, List<Integer> firstDraws, int firstRate) {
        Map<String, Object> attributes = attributes(precision, firstDraws);
        attributes.put("first_rate", firstRate);
        return new Script("layers", "Mlp", attributes);
    }

    private Map<String, Object> attributes(TrainingSettings.Precision precision, List<Integer> firstDraws) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("layers", mlp.hiddenUnits().size());
        attributes.put("norm", mlp.useBatchNorm() ? "batch" : mlp.useLayerNorm() ? "layer" : "none");
        attributes.put("norm_after", mlp.normAfterActivation());
        attributes.put("bias", mlp.useBias());
        attributes.put("activation", mlp.activation().name().toLowerCase(Locale.ROOT));
        attributes.put("first_draws", firstDraws);
        attributes.put("bf16", precision == TrainingSettings.Precision.BF16);
        return attributes;
    }

    private boolean hasNorm() {
        return mlp.useBatchNorm() || mlp.useLayerNorm();
    }

    /// PyTorch numbers the modules of a layer one after the other: linear, norm if any, activation, dropout.
    private String module(int layer, int module) {
        int modules = hasNorm() ? 4 : 3;
        return name + ".mlp." + (layer * modules + module);
    }

    private int normAt() {
        return mlp.normAfterActivation() ? 2 : 1;
    }
}
