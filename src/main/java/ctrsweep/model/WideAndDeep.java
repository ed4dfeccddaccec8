package ctrsweep.model;

import java.util.List;
import java.util.Set;

/// Wide & Deep (Cheng et al. 2016): DeepFM without FM.
record WideAndDeep() implements Architecture {

    @Override
    public String script() {
        return "deepfm";
    }

    @Override
    public Set<View> views() {
        return Set.of(View.FIRST_ORDER, View.FLAT);
    }

    @Override
    public List<String> reads() {
        return new DeepFm().reads();
    }

    @Override
    public void build(Assembly layers) {
        new DeepFm().build(layers);
    }
}
