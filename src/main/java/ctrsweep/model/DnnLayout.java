package ctrsweep.model;

import ctrsweep.config.Experiment;
import java.util.ArrayList;
import java.util.List;

/// The weights of a DNN and of the linear layer behind it, in the order in which `layers.py` takes them.
///
/// @param in length of the input
record DnnLayout(int in, Experiment.Dnn dnn) {

    List<Segment> weights() {
        List<Segment> segments = new ArrayList<>();
        int width = in;
        for (int k = 0; k < dnn.hiddenUnits().size(); k++) {
            int units = dnn.hiddenUnits().get(k);
            segments.add(Segment.matrix(Parameter.of(name(k, 0, "weight"), Init.linear(width), units, width)));
            segments.add(Segment.vector(Parameter.of(name(k, 0, "bias"), Init.linear(width), units)));
            if (dnn.useBatchNorm()) {
                segments.add(Segment.vector(Parameter.of(name(k, 1, "weight"), new Init.Constant(1), units)));
                segments.add(Segment.vector(Parameter.of(name(k, 1, "bias"), new Init.Constant(0), units)));
            }
            width = units;
        }
        segments.add(Segment.matrix(Parameter.of("output_linear.weight", Init.linear(width), 1, width)));
        segments.add(Segment.vector(Parameter.of("output_linear.bias", Init.linear(width), 1)));
        return segments;
    }

    /// Running mean and variance of each batch norm.
    List<Segment> statistics() {
        List<Segment> segments = new ArrayList<>();
        if (dnn.useBatchNorm()) {
            for (int k = 0; k < dnn.hiddenUnits().size(); k++) {
                int units = dnn.hiddenUnits().get(k);
                segments.add(Segment.vector(Parameter.of(name(k, 1, "running_mean"), new Init.Constant(0), units)));
                segments.add(Segment.vector(Parameter.of(name(k, 1, "running_var"), new Init.Constant(1), units)));
            }
        }
        return segments;
    }

    /// PyTorch numbers the modules of a layer one after the other: linear, batch norm if any, activation,
    /// dropout.
    private String name(int layer, int module, String kind) {
        int modules = dnn.useBatchNorm() ? 4 : 3;
        return "dnn.mlp." + (layer * modules + module) + "." + kind;
    }
}
