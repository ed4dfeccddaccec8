package ctrsweep.model;

import ctrsweep.model.onnx.OnnxGraph;
import ctrsweep.settings.Check;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.MlpSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// DeepFM with self-attention among the fields before the DNN.
///
/// Without FM and the linear part it is close to AutoInt (Song et al. 2019) but not the same: AutoInt has no DNN
/// after its attention, and its layers are ReLU(attention + Linear(input)), where ours are
/// LayerNorm(Linear(attention) + input).
public record AttentionDeepFm() implements Architecture {
    /// Self-attention.
    ///
    /// @param attentionDim length of queries, keys and values, all heads together
    /// @param useResidual whether a layer is LayerNorm(attention + input)
    public record Attention(int numHeads, int attentionDim, int numLayers, boolean useResidual) {
        public Attention {
            Check.between("num_heads", numHeads, 1, 1024);
            Check.between("attention_dim", attentionDim, 1, 65_536);
            Check.between("num_layers", numLayers, 1, 100);
            if (attentionDim % numHeads != 0) {
                throw new InvalidSetting(
                        "num_heads", "%d heads cannot share attention_dim %d evenly".formatted(numHeads, attentionDim));
            }
        }
    }

    /// Rows that go through attention together.
    private static final int ROWS = 512;

    @Override
    public Set<View> views() {
        return Set.of(View.values());
    }

    @Override
    public Map<String, Record> settings() {
        return Map.of("attention", new Attention(4, 64, 1, true));
    }

    @Override
    public void build(Assembly layers) {
        EmbeddingLayout embedding = layers.embedding();
        Attention attention = layers.experiment().models().of(Attention.class);
        int width = embedding.width();
        int dim = attention.attentionDim();
        List<Segment> segments = new ArrayList<>();
        for (int layer = 0; layer < attention.numLayers(); layer++) {
            String name = "attention.layers." + layer + ".";
            for (String module : List.of("W_q", "W_k", "W_v")) {
                segments.addAll(MlpLayout.linear(name + module, width, dim, true, MlpSettings.LayerInit.FAN_IN));
            }
            segments.addAll(MlpLayout.linear(name + "W_out", dim, width, true, MlpSettings.LayerInit.FAN_IN));
            if (attention.useResidual()) {
                segments.add(
                        Segment.vector(ModelParameter.of(name + "layer_norm.weight", new Init.Constant(1), width)));
                segments.add(Segment.vector(ModelParameter.of(name + "layer_norm.bias", new Init.Constant(0), width)));
            }
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("layers", attention.numLayers());
        attributes.put("heads", attention.numHeads());
        attributes.put("dim", dim);
        attributes.put("residual", attention.useResidual());
        if (!layers.kernels().fused()) {
            attributes.put("rows", ROWS);
        }
        layers.block("attention", new Block(segments, new Script("model", "Attention", attributes)));
        int in = embedding.pairFields() * width + embedding.flatWidth();
        layers.output(layers.mlp("dnn", in, layers.experiment().dnn()), "output_linear");
    }

    @Override
    public String onnx(OnnxLayers layers) {
        int width = layers.embedding().width();
        int fields = layers.embedding().pairFields();
        String x = layers.view(View.FIELDS);
        Attention attention = layers.experiment().models().of(Attention.class);
        for (int layer = 0; layer < attention.numLayers(); layer++) {
            String out = attended(layers, x, attention, fields, width);
            x = attention.useResidual() ? layers.layerNorm(layers.node("Add", out, x)) : out;
        }
        String refined = layers.reshaped(x, -1, fields * width);
        String flat = layers.view(View.FLAT);
        List<String> parts = layers.embedding().flatWidth() > 0 ? List.of(refined, flat) : List.of(refined);
        return layers.output(
                List.of(layers.mlp(layers.joined(parts), layers.experiment().dnn())));
    }

    /// (rows, F, D) -> (rows, F, D): Linear(softmax(q k^T / sqrt(A / heads)) v).
    private static String attended(OnnxLayers layers, String x, Attention attention, int fields, int width) {
        int each = attention.attentionDim() / attention.numHeads();
        String q = heads(layers, x, attention, fields, width);
        String k = heads(layers, x, attention, fields, width);
        String v = heads(layers, x, attention, fields, width);
        String scores = layers.node("MatMul", q, layers.transposed(k, 0L, 1L, 3L, 2L));
        String scaled = layers.node("Mul", scores, layers.graph().constant(Math.pow(each, -0.5)));
        String weights = layers.graph().node("Softmax", List.of(scaled), OnnxGraph.Attribute.of("axis", -1L));
        String mixed = layers.transposed(layers.node("MatMul", weights, v), 0L, 2L, 1L, 3L);
        String out = layers.linear(layers.reshaped(mixed, -1, attention.attentionDim()), true);
        return layers.reshaped(out, -1, fields, width);
    }

    /// (rows, F, D) -> (rows, heads, F, A / heads).
    private static String heads(OnnxLayers layers, String x, Attention attention, int fields, int width) {
        String all = layers.linear(layers.reshaped(x, -1, width), true);
        int heads = attention.numHeads();
        return layers.transposed(
                layers.reshaped(all, -1, fields, heads, attention.attentionDim() / heads), 0L, 2L, 1L, 3L);
    }

    /// Each of the F fields is multiplied with attention's weights. In a layer the queries times the keys, and the
    /// result times the values, are F * F * A multiplications each, which W_out (D, A) counts.
    @Override
    public long multiplications(ModelParameter weight, EmbeddingLayout embedding) {
        if (!weight.name().startsWith("attention.")) {
            return weight.size();
        }
        long fields = embedding.pairFields();
        long among = weight.name().endsWith("W_out.weight") ? 2 * fields * fields * weight.columns() : 0;
        return fields * weight.size() + among;
    }
}
