package ctrsweep.report.picture;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialResult;
import java.util.List;

/// A trial and its epochs, in ascending order.
public record Track(TrialResult result, List<EpochReport> epochs) {
    public Track {
        epochs = List.copyOf(epochs);
    }
}
