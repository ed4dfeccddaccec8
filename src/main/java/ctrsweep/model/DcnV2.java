package ctrsweep.model;

import ctrsweep.model.onnx.OnnxGraph;
import ctrsweep.settings.Check;
import ctrsweep.settings.MlpSettings.LayerInit;
import ctrsweep.settings.TrainingSettings.Precision;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// DCN-V2 (Wang et al. 2021): explicit feature crosses of bounded degree, and a DNN.
public record DcnV2() implements Architecture {
    public enum Structure {
        STACKED,
        PARALLEL
    }

    /// The cross layers.
    ///
    /// @param structure `stacked`: the DNN takes the last cross layer's output; `parallel`: it takes x_0
    /// @param numLayers cross layers; with l of them crosses are of degree l + 1
    /// @param lowRank rank of each expert's matrices; 0: one full matrix for each layer, and no experts
    /// @param numExperts of each layer, mixed by gates
    public record CrossNetwork(Structure structure, int numLayers, int lowRank, int numExperts) {
        public CrossNetwork {
            Check.between("num_layers", numLayers, 1, 100);
            Check.between("low_rank", lowRank, 0, 4096);
            Check.between("num_experts", numExperts, 1, 1024);
        }
    }

    @Override
    public Set<View> views() {
        return Set.of(View.FLAT);
    }

    @Override
    public Map<String, Record> settings() {
        return Map.of("dcn", new CrossNetwork(Structure.STACKED, 3, 0, 4));
    }

    @Override
    public void build(Assembly layers) {
        CrossNetwork dcn = layers.experiment().models().of(CrossNetwork.class);
        int d = layers.embedding().flatWidth();
        for (int k = 0; k < dcn.numLayers(); k++) {
            String name = "cross.layers." + k;
            if (dcn.lowRank() == 0) {
                layers.weights(MlpLayout.linear(name, d, d, true, LayerInit.FAN_IN));
            } else {
                layers.weights(mixture(name, d, dcn.lowRank(), dcn.numExperts()));
            }
        }
        layers.attribute("layers", dcn.numLayers());
        layers.attribute("parallel", dcn.structure() == Structure.PARALLEL);
        layers.attribute("rank", dcn.lowRank());
        layers.attribute("experts", dcn.numExperts());
        layers.attribute("bf16", layers.experiment().training().precision() == Precision.BF16);
        int deep = layers.mlp("dnn", d, layers.experiment().dnn());
        layers.linear("output_linear", dcn.structure() == Structure.PARALLEL ? d + deep : deep, 1);
    }

    @Override
    public String onnx(OnnxLayers layers) {
        CrossNetwork dcn = layers.experiment().models().of(CrossNetwork.class);
        String flat = layers.view(View.FLAT);
        String x = flat;
        for (int k = 0; k < dcn.numLayers(); k++) {
            String crossed = dcn.lowRank() == 0 ? layers.linear(x, true) : mixed(layers, x, dcn);
            x = layers.node("Add", x, layers.node("Mul", flat, crossed));
        }
        boolean parallel = dcn.structure() == Structure.PARALLEL;
        String deep = layers.mlp(parallel ? flat : x, layers.experiment().dnn());
        return layers.linear(parallel ? layers.joined(List.of(x, deep)) : deep, true);
    }

    /// (rows, d) -> (rows, d): sum_i G_i(x) U_i tanh(C_i tanh(V_i x)) + b. In between, the experts come first.
    private static String mixed(OnnxLayers layers, String x, CrossNetwork dcn) {
        int experts = dcn.numExperts();
        int rank = dcn.lowRank();
        String v = layers.reshaped(layers.node("Tanh", layers.linear(x, false)), -1, experts, rank);
        String square = layers.transposed(layers.weights().take(List.of(experts, rank, rank)), 0L, 2L, 1L);
        String c = layers.node("Tanh", layers.node("MatMul", layers.transposed(v, 1L, 0L, 2L), square));
        List<String> back = List.of(layers.weights().take(), layers.weights().take());
        String gates =
                layers.graph().node("Softmax", List.of(layers.linear(x, true)), OnnxGraph.Attribute.of("axis", 1L));
        String weighed = layers.node("Mul", layers.transposed(c, 1L, 0L, 2L), layers.unsqueezed(gates, 2));
        return layers.linear(layers.reshaped(weighed, -1, experts * rank), back);
    }

    private static List<Segment> mixture(String name, int d, int rank, int experts) {
        List<Segment> gate = MlpLayout.linear(name + ".gate", d, experts, true, LayerInit.FAN_IN);
        return List.of(
                Segment.matrix(ModelParameter.of(name + ".V.weight", Init.linear(d), experts * rank, d)),
                Segment.matrix(ModelParameter.of(name + ".C.weight", Init.linear(rank), experts, rank, rank)),
                Segment.matrix(ModelParameter.of(name + ".U.weight", Init.linear(rank), d, experts * rank)),
                Segment.vector(ModelParameter.of(name + ".bias", Init.linear(d), d)),
                gate.getFirst(),
                gate.getLast());
    }
}
