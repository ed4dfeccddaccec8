package ctrsweep.model;

import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The compressed interaction network: `cin.Cin`, and the linear layer behind it.
///
/// @param fields F
record CinLayout(int fields, Experiment.Cin cin) {
    /// Rows that go through together: few enough for their products to stay in a core's cache.
    private static final int ROWS = 128;

    Part part() {
        List<Segment> segments = new ArrayList<>();
        int before = fields;
        int out = 0;
        for (int k = 0; k < cin.layerSizes().size(); k++) {
            int maps = cin.layerSizes().get(k);
            int in = before * fields;
            String name = "cin.conv_layers." + k;
            segments.add(Segment.matrix(List.of(Parameter.of(name + ".weight", Init.linear(in), maps, in, 1)), in));
            segments.add(Segment.vector(Parameter.of(name + ".bias", Init.linear(in), maps)));
            boolean splits = cin.splitHalf() && k < cin.layerSizes().size() - 1;
            out += splits ? maps / 2 : maps;
            before = splits ? maps - maps / 2 : maps;
        }
        segments.addAll(MlpLayout.linear("cin_linear", out, 1, true, Experiment.LayerInit.FAN_IN));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("sizes", cin.layerSizes());
        attributes.put("split_half", cin.splitHalf());
        attributes.put("relu", cin.useRelu());
        attributes.put("rows", ROWS);
        return new Part(segments, List.of(), new Script("cin", "Cin", attributes));
    }

    /// Weights of the network alone.
    int weights() {
        return 2 * cin.layerSizes().size();
    }
}
