package ctrsweep.cli.launch;

import ctrsweep.store.OptunaFile;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import java.nio.file.Path;
import java.time.ZoneId;

/// Writes a sweep as a study of Optuna, which is a database of its own.
public final class OptunaExport {
    private OptunaExport() {}

    /// @param zone of the study's times
    public static void write(Results results, SweepSummary sweep, Path file, ZoneId zone) {
        OptunaFile.write(results, sweep, file, zone);
    }
}
