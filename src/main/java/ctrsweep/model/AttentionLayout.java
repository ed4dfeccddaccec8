package ctrsweep.model;

import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Self-attention among fields: `attention.Attention`.
///
/// @param width D
record AttentionLayout(int width, Experiment.Attention attention) {
    /// Rows that go through together.
    private static final int ROWS = 512;

    Part part() {
        List<Segment> segments = new ArrayList<>();
        int dim = attention.attentionDim();
        for (int layer = 0; layer < attention.numLayers(); layer++) {
            String name = "attention.layers." + layer + ".";
            for (String module : List.of("W_q", "W_k", "W_v")) {
                segments.addAll(MlpLayout.linear(name + module, width, dim, true, Experiment.LayerInit.FAN_IN));
            }
            segments.addAll(MlpLayout.linear(name + "W_out", dim, width, true, Experiment.LayerInit.FAN_IN));
            if (attention.useResidual()) {
                segments.add(Segment.vector(Parameter.of(name + "layer_norm.weight", new Init.Constant(1), width)));
                segments.add(Segment.vector(Parameter.of(name + "layer_norm.bias", new Init.Constant(0), width)));
            }
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("layers", attention.numLayers());
        attributes.put("heads", attention.numHeads());
        attributes.put("dim", dim);
        attributes.put("residual", attention.useResidual());
        attributes.put("rows", ROWS);
        return new Part(segments, List.of(), new Script("attention", "Attention", attributes));
    }
}
