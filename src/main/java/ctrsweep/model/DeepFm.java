package ctrsweep.model;

import java.util.List;
import java.util.Set;

/// DeepFM (Guo et al. 2017).
///
/// @param fm whether it has FM; without, it is Wide & Deep (Cheng et al. 2016)
record DeepFm(boolean fm) implements Architecture {

    @Override
    public Set<View> views() {
        return fm ? Set.of(View.FIRST_ORDER, View.FM, View.FLAT) : Set.of(View.FIRST_ORDER, View.FLAT);
    }

    @Override
    public List<String> reads() {
        return List.of("fusion.");
    }

    @Override
    public void build(Assembly layers) {
        int in = layers.embedding().flatWidth();
        layers.output(layers.mlp("dnn", in, layers.experiment().dnn()), "output_linear");
    }

    @Override
    public String onnx(OnnxLayers layers) {
        return layers.output(
                List.of(layers.mlp(layers.view(View.FLAT), layers.experiment().dnn())));
    }
}
