package ctrsweep.model;

import ctrsweep.model.EmbeddingLayout.Columns;
import ctrsweep.settings.Check;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.MlpSettings;
import ctrsweep.settings.MlpSettings.Activation;
import ctrsweep.settings.MlpSettings.LayerInit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// FinalMLP (Mao et al. 2023): two MLPs, each on fields that a gate of its own weighs, and a bilinear fusion of both.
public record FinalMlp() implements Architecture {
    private static final String GROUP = "final_mlp";

    /// The second MLP, `dnn` being the first, with the gates before and the fusion after them.
    ///
    /// @param useGates whether gates weigh the numbers of the flat view
    /// @param firstContext fields from which the first MLP's gate is computed; none: from a vector that is learnt
    /// @param secondContext the same for the second MLP
    /// @param gateHiddenUnits hidden layers of each gate's MLP
    /// @param numHeads parts of each MLP's output that are fused by themselves
    public record TwoStreams(
            boolean useGates,
            List<String> firstContext,
            List<String> secondContext,
            List<Integer> gateHiddenUnits,
            int numHeads,
            MlpSettings secondMlp) {
        public TwoStreams {
            firstContext = List.copyOf(firstContext);
            secondContext = List.copyOf(secondContext);
            gateHiddenUnits = List.copyOf(gateHiddenUnits);
            gateHiddenUnits.forEach(units -> Check.between("gate_hidden_units", units, 1, 65_536));
            Check.between("num_heads", numHeads, 1, 1024);
            if (secondMlp.hiddenUnits().isEmpty()) {
                throw new InvalidSetting("second_mlp.hidden_units", "needs at least one layer, as [256, 128, 64]");
            }
        }
    }

    @Override
    public Set<View> views() {
        return Set.of(View.FLAT);
    }

    @Override
    public Map<String, Record> settings() {
        return Map.of(
                GROUP,
                new TwoStreams(true, List.of(), List.of(), List.of(64), 1, mlp(List.of(256, 128, 64), 0.1, true)));
    }

    private static MlpSettings mlp(List<Integer> hiddenUnits, double dropout, boolean batchNorm) {
        return new MlpSettings(
                hiddenUnits, Activation.RELU, List.of(dropout), batchNorm, false, false, true, LayerInit.FAN_IN);
    }

    @Override
    public void build(Assembly layers) {
        Experiment experiment = layers.experiment();
        TwoStreams streams = experiment.models().of(TwoStreams.class);
        int d = layers.embedding().flatWidth();
        layers.attribute("use_gates", streams.useGates());
        layers.attribute("heads", streams.numHeads());
        layers.block("first_gate", gate(layers, "first", streams.firstContext(), streams));
        layers.block("second_gate", gate(layers, "second", streams.secondContext(), streams));
        int first = layers.mlp("dnn", d, experiment.dnn());
        int second = layers.mlp("second_mlp", d, streams.secondMlp());
        if (first % streams.numHeads() != 0 || second % streams.numHeads() != 0) {
            throw new InvalidSetting(
                    GROUP + ".num_heads",
                    "%d heads cannot share the last layers of %d and %d units evenly"
                            .formatted(streams.numHeads(), first, second));
        }
        int part = second / streams.numHeads();
        layers.weights(List.of(
                Segment.matrix(ModelParameter.of("bilinear.first.weight", Init.linear(first), 1, first)),
                Segment.matrix(ModelParameter.of("bilinear.second.weight", Init.linear(second), 1, second)),
                Segment.vector(ModelParameter.of("bilinear.bias", new Init.Constant(0), 1)),
                Segment.matrix(ModelParameter.of(
                        "bilinear.weight",
                        Init.xavier(first, second),
                        streams.numHeads(),
                        first / streams.numHeads(),
                        part))));
    }

    @Override
    public String onnx(OnnxLayers layers) {
        TwoStreams streams = layers.experiment().models().of(TwoStreams.class);
        String e = layers.view(View.FLAT);
        String first = e;
        String second = e;
        if (streams.useGates()) {
            first = layers.node("Mul", e, gated(layers, e, "first", streams.firstContext(), streams));
            second = layers.node("Mul", e, gated(layers, e, "second", streams.secondContext(), streams));
        }
        MlpSettings firstMlp = layers.experiment().dnn();
        String a = layers.mlp(first, firstMlp);
        String b = layers.mlp(second, streams.secondMlp());
        int flat = layers.embedding().flatWidth();
        int n = new MlpLayout("dnn", flat, firstMlp).out();
        int m = new MlpLayout("second_mlp", flat, streams.secondMlp()).out();
        int heads = streams.numHeads();
        String ofFirst = layers.weights().take();
        String ofSecond = layers.weights().take();
        String shift = layers.weights().take();
        String products = layers.weights().take(List.of(heads, n / heads, m / heads));
        String parts = layers.node(
                "MatMul", layers.transposed(layers.reshaped(a, -1, heads, n / heads), 1L, 0L, 2L), products);
        String left = layers.reshaped(layers.transposed(parts, 1L, 0L, 2L), -1, m);
        String bilinear = layers.sum(layers.node("Mul", left, b), 1, true);
        return layers.graph()
                .node(
                        "Sum",
                        List.of(
                                layers.linear(a, List.of(ofFirst, shift)),
                                layers.linear(b, List.of(ofSecond)),
                                bilinear));
    }

    /// The gates (rows, d), or (1, d): 2 sigmoid(Linear(MLP(context))).
    private static String gated(OnnxLayers layers, String e, String which, List<String> context, TwoStreams streams) {
        EmbeddingLayout embedding = layers.embedding();
        List<Columns> columns = embedding.flatColumns(GROUP + "." + which + "_context", context);
        String given = columns.isEmpty()
                ? layers.weights().take(List.of(1, embedding.width()))
                : layers.joined(columns.stream()
                        .map(part -> layers.columns(e, part.begin(), part.end()))
                        .toList());
        String hidden = layers.mlp(given, mlp(streams.gateHiddenUnits(), 0, false));
        String gates = layers.node("Sigmoid", layers.linear(hidden, true));
        return layers.node("Mul", gates, layers.graph().constant(2));
    }

    /// @param which `first` or `second`
    private static Block gate(Assembly layers, String which, List<String> context, TwoStreams streams) {
        EmbeddingLayout embedding = layers.embedding();
        List<Columns> columns = embedding.flatColumns(GROUP + "." + which + "_context", context);
        boolean learnt = columns.isEmpty();
        int in = learnt
                ? embedding.width()
                : columns.stream().mapToInt(Columns::length).sum();
        List<Integer> hidden = streams.useGates() ? streams.gateHiddenUnits() : List.of();
        MlpLayout mlp = new MlpLayout(which + "_gate", in, mlp(hidden, 0, false));
        Block block = layers.block(mlp);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("begins", columns.stream().map(Columns::begin).toList());
        attributes.put("ends", columns.stream().map(Columns::end).toList());
        attributes.put("mlp", block.script());
        List<Segment> weights = new ArrayList<>();
        if (streams.useGates()) {
            if (learnt) {
                weights.add(Segment.vector(ModelParameter.of(which + "_gate.context", Init.linear(in), in)));
            }
            weights.addAll(block.weights());
            weights.addAll(
                    MlpLayout.linear(which + "_gate.output", mlp.out(), embedding.flatWidth(), true, LayerInit.FAN_IN));
        }
        return new Block(weights, new Script("model", "Gate", attributes));
    }
}
