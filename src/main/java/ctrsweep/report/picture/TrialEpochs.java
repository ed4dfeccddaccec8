package ctrsweep.report.picture;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialResult;
import java.util.List;

/// A trial and its epochs, in ascending order.
public record TrialEpochs(TrialResult result, List<EpochReport> epochs) {
    public TrialEpochs {
        epochs = List.copyOf(epochs);
    }
}
