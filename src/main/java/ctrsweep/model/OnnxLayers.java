package ctrsweep.model;

import ctrsweep.model.onnx.OnnxGraph;
import ctrsweep.model.onnx.OnnxGraph.Attribute;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.MlpSettings;
import ctrsweep.settings.MlpSettings.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the graphs of all models are made of. Each method is that of a script, in evaluation.
///
/// @param weights taken in the order of the script, as are the statistics
/// @param views those that the model sees, by kind
record OnnxLayers(
        OnnxGraph graph,
        Experiment experiment,
        EmbeddingLayout embedding,
        OnnxWeights weights,
        OnnxWeights statistics,
        Map<Architecture.View, String> views) {
    private static final double EPSILON = 1e-5;

    String view(Architecture.View view) {
        String name = views.get(view);
        if (name == null) {
            throw new IllegalStateException("the model does not see " + view);
        }
        return name;
    }

    String node(String operator, String... of) {
        return graph.node(operator, List.of(of));
    }

    /// (rows, in) -> (rows, out) with the next weight (out, in) and, if any, bias (out).
    String linear(String x, boolean bias) {
        String weight = weights.take();
        return linear(x, bias ? List.of(weight, weights.take()) : List.of(weight));
    }

    /// @param weights (out, in), and perhaps (out)
    String linear(String x, List<String> weights) {
        List<String> of = new ArrayList<>(List.of(x));
        of.addAll(weights);
        return graph.node("Gemm", of, Attribute.of("transB", 1L));
    }

    /// `layers.Mlp`.
    String mlp(String x, MlpSettings mlp) {
        String y = x;
        for (int k = 0; k < mlp.hiddenUnits().size(); k++) {
            y = linear(y, mlp.useBias());
            if (mlp.normAfterActivation()) {
                y = normalised(activated(y, mlp.activation()), mlp);
            } else {
                y = activated(normalised(y, mlp), mlp.activation());
            }
        }
        return y;
    }

    private String normalised(String x, MlpSettings mlp) {
        if (mlp.useBatchNorm()) {
            return graph.node(
                    "BatchNormalization",
                    List.of(x, weights.take(), weights.take(), statistics.take(), statistics.take()),
                    Attribute.of("epsilon", EPSILON));
        }
        return mlp.useLayerNorm() ? layerNorm(x) : x;
    }

    /// Over the last axis, with the next scale and shift.
    String layerNorm(String x) {
        return graph.node(
                "LayerNormalization",
                List.of(x, weights.take(), weights.take()),
                Attribute.of("axis", -1L),
                Attribute.of("epsilon", EPSILON));
    }

    /// `activations.activate`.
    private String activated(String x, Activation activation) {
        return switch (activation) {
            case RELU -> node("Relu", x);
            case LEAKY_RELU -> graph.node("LeakyRelu", List.of(x), Attribute.of("alpha", 0.01));
            case GELU -> {
                String erf = node("Erf", node("Mul", x, graph.constant(Math.sqrt(0.5))));
                yield node("Mul", node("Mul", x, graph.constant(0.5)), node("Add", erf, graph.constant(1)));
            }
            case TANH -> node("Tanh", x);
            case SIGMOID -> node("Sigmoid", x);
            case ELU -> node("Elu", x);
            case SELU -> node("Selu", x);
            case SILU -> node("Mul", x, node("Sigmoid", x));
        };
    }

    /// `output.Output`: (rows, 1).
    ///
    /// @param deep the deep part; empty where there is none
    String output(List<String> deep) {
        String linear = experiment.fm().useFirstOrder()
                ? view(Architecture.View.FIRST_ORDER)
                : node("Mul", view(Architecture.View.FIRST_ORDER), graph.constant(0));
        if (experiment.linear().rescale()) {
            linear = node("Mul", linear, weights.take());
            linear = node("Add", linear, weights.take());
        } else if (experiment.linear().bias()) {
            linear = node("Add", linear, weights.take());
        }
        boolean pairs = OutputLayer.usesSecondOrder(experiment);
        if (OutputLayer.hasFusion(experiment)) {
            List<String> parts = new ArrayList<>(List.of(linear));
            if (pairs) {
                parts.add(view(Architecture.View.FM));
            }
            parts.addAll(deep);
            return linear(mlp(joined(parts), experiment.fusion()), true);
        }
        List<String> sum = new ArrayList<>(List.of(linear));
        if (pairs) {
            sum.add(view(Architecture.View.FM));
        }
        deep.forEach(part -> sum.add(linear(part, true)));
        return graph.node("Sum", sum);
    }

    /// Values (rows, n) side by side.
    String joined(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : graph.node("Concat", parts, Attribute.of("axis", 1L));
    }

    /// Columns from `begin` to `end` (exclusive) of (rows, n).
    String columns(String x, int begin, int end) {
        return node("Slice", x, graph.numbers(begin), graph.numbers(end), graph.numbers(1));
    }

    /// @param shape -1: what is left; 0: as it was
    String reshaped(String x, Integer... shape) {
        return node("Reshape", x, graph.numbers(shape));
    }

    String transposed(String x, Long... axes) {
        return graph.node("Transpose", List.of(x), Attribute.of("perm", axes));
    }

    String unsqueezed(String x, int axis) {
        return node("Unsqueeze", x, graph.numbers(axis));
    }

    /// The sum over an axis, which is kept with length 1 or left out.
    String sum(String x, int axis, boolean kept) {
        return graph.node("ReduceSum", List.of(x, graph.numbers(axis)), Attribute.of("keepdims", kept ? 1L : 0L));
    }
}
