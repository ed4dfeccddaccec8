package ctrsweep.model;

import java.util.List;
import java.util.Set;

/// DeepFM (Guo et al. 2017).
record DeepFm() implements Architecture {

    @Override
    public String script() {
        return "deepfm";
    }

    @Override
    public Set<View> views() {
        return Set.of(View.FIRST_ORDER, View.FM, View.FLAT);
    }

    @Override
    public List<String> reads() {
        return List.of("dnn.", "fusion.");
    }

    @Override
    public void build(Assembly layers) {
        int in = layers.embedding().flatWidth();
        layers.output(layers.mlp("dnn", in, layers.experiment().dnn()), "output_linear");
    }
}
