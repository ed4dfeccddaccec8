package ctrsweep.model;

import java.util.List;
import java.util.Set;

/// A factorization machine (Rendle 2010).
record Fm() implements Architecture {

    @Override
    public String script() {
        return "fm";
    }

    @Override
    public Set<View> views() {
        return Set.of(View.FIRST_ORDER, View.FM);
    }

    @Override
    public List<String> reads() {
        return List.of();
    }

    @Override
    public void build(Assembly layers) {
        layers.output(0, "");
    }
}
