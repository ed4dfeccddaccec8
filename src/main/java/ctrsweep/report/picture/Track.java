package ctrsweep.report.picture;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Trial;
import java.util.List;

/// A trial and its epochs, ascending.
public record Track(Trial result, List<EpochReport> epochs) {
    public Track {
        epochs = List.copyOf(epochs);
    }
}
