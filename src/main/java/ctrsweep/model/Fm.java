package ctrsweep.model;

import java.util.List;
import java.util.Set;

/// A factorization machine (Rendle 2010).
record Fm() implements Architecture {

    @Override
    public Set<View> views() {
        return Set.of(View.FIRST_ORDER, View.FM);
    }

    @Override
    public void build(Assembly layers) {
        layers.output(0, "");
    }

    @Override
    public String onnx(OnnxLayers layers) {
        return layers.output(List.of());
    }
}
