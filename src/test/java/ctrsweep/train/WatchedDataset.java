package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import java.util.List;

/// A data set under another name, which notes the passes that it is asked for.
final class WatchedDataset extends ForwardingDataset {
    private final String fingerprint;
    private final List<Integer> passes;

    WatchedDataset(Dataset dataset, String fingerprint, List<Integer> passes) {
        super(dataset);
        this.fingerprint = fingerprint;
        this.passes = passes;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Examples train(long seed, int pass) {
        passes.add(pass);
        return super.train(seed, pass);
    }
}
