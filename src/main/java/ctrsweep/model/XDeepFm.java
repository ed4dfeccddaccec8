package ctrsweep.model;

import ctrsweep.settings.Check;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.MlpSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// xDeepFM (Lian et al. 2018): the compressed interaction network (CIN) beside a DNN.
public record XDeepFm() implements Architecture {
    /// CIN.
    ///
    /// @param layerSizes feature maps of each layer
    /// @param splitHalf whether half the maps of each layer except the last go to the output and the others to
    ///     the next layer; otherwise all go to both
    /// @param useRelu whether maps go through ReLU; otherwise they stay linear
    public record Cin(List<Integer> layerSizes, boolean splitHalf, boolean useRelu) {
        public Cin {
            layerSizes = List.copyOf(layerSizes);
            if (layerSizes.isEmpty()) {
                throw new InvalidSetting("layer_sizes", "needs at least one layer, as [128, 128]");
            }
            layerSizes.forEach(maps -> Check.within("layer_sizes", maps, splitHalf ? 2 : 1, 4096));
        }
    }

    /// Rows that go through CIN together: few enough for their products to stay in a core's cache.
    private static final int ROWS = 128;

    @Override
    public Set<View> views() {
        return Set.of(View.FIRST_ORDER, View.FIELDS, View.FLAT);
    }

    @Override
    public Map<String, Record> settings() {
        return Map.of("cin", new Cin(List.of(128, 128), true, true));
    }

    @Override
    public void build(Assembly layers) {
        int fields = layers.embedding().pairFields();
        Cin cin = layers.experiment().models().of(Cin.class);
        List<Segment> segments = new ArrayList<>();
        int before = fields;
        int out = 0;
        for (int k = 0; k < cin.layerSizes().size(); k++) {
            int maps = cin.layerSizes().get(k);
            int in = before * fields;
            String name = "cin.conv_layers." + k;
            segments.add(
                    Segment.matrix(List.of(ModelParameter.of(name + ".weight", Init.linear(in), maps, in, 1)), in));
            segments.add(Segment.vector(ModelParameter.of(name + ".bias", Init.linear(in), maps)));
            boolean splits = cin.splitHalf() && k < cin.layerSizes().size() - 1;
            out += splits ? maps / 2 : maps;
            before = splits ? maps - maps / 2 : maps;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("sizes", cin.layerSizes());
        attributes.put("split_half", cin.splitHalf());
        attributes.put("relu", cin.useRelu());
        if (!layers.kernels().fused()) {
            attributes.put("rows", ROWS);
        }
        layers.block("cin", new Block(segments, new Script("model", "Cin", attributes)));
        layers.weights(MlpLayout.linear("cin_linear", out, 1, true, MlpSettings.LayerInit.FAN_IN));
        int in = layers.embedding().flatWidth();
        layers.output(layers.mlp("dnn", in, layers.experiment().dnn()), "dnn_linear");
    }

    @Override
    public String onnx(OnnxLayers layers) {
        String crossed = layers.linear(cin(layers), true);
        String deep = layers.mlp(layers.view(View.FLAT), layers.experiment().dnn());
        return layers.node("Add", layers.output(List.of(deep)), crossed);
    }

    /// (rows, F, D) -> (rows, sum of the maps that go out); in between, D rows stand for each.
    private static String cin(OnnxLayers layers) {
        Cin cin = layers.experiment().models().of(Cin.class);
        int fields = layers.embedding().pairFields();
        int width = layers.embedding().width();
        String x = layers.reshaped(layers.transposed(layers.view(View.FIELDS), 0L, 2L, 1L), -1, fields);
        String h = x;
        int before = fields;
        List<String> sums = new ArrayList<>();
        for (int k = 0; k < cin.layerSizes().size(); k++) {
            int maps = cin.layerSizes().get(k);
            String products = layers.node("Mul", layers.unsqueezed(h, 2), layers.unsqueezed(x, 1));
            String y = layers.linear(layers.reshaped(products, -1, before * fields), true);
            y = cin.useRelu() ? layers.node("Relu", y) : y;
            boolean splits = cin.splitHalf() && k < cin.layerSizes().size() - 1;
            int out = splits ? maps / 2 : maps;
            sums.add(layers.sum(layers.reshaped(layers.columns(y, 0, out), -1, width, out), 1, false));
            h = splits ? layers.columns(y, out, maps) : y;
            before = splits ? maps - out : maps;
        }
        return layers.joined(sums);
    }

    /// CIN multiplies each of the D elements of a row.
    @Override
    public long multiplications(ModelParameter weight, EmbeddingLayout embedding) {
        return weight.name().startsWith("cin.") ? (long) weight.size() * embedding.width() : weight.size();
    }
}
