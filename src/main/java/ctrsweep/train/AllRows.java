package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;

/// A data set whose validation rows train too, encoded as its training rows alone have fitted the encoders. It has no
/// validation rows then.
public final class AllRows extends ForwardingDataset {
    private final Examples none;

    public AllRows(Dataset dataset) {
        super(dataset);
        none = dataset.validation().first(0);
    }

    @Override
    public Examples train(long seed, int pass) {
        return trainAndValidation(seed, pass);
    }

    @Override
    public Examples validation() {
        return none;
    }
}
