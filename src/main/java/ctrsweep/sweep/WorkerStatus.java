package ctrsweep.sweep;

import java.time.Instant;
import java.util.Optional;

/// A trial under way, and the process that runs it.
///
/// @param owner as [Owner] writes it
/// @param device that it computes on; empty for a program, whose device is not known
/// @param since when this attempt began
/// @param epochs that this attempt has recorded
/// @param epochSeconds the mean duration of these epochs
/// @param heartbeat when the process last said that it is alive
/// @param leaseOver whether it has been silent for so long that another process may take the trial over
public record WorkerStatus(
        String sweep,
        long trial,
        String owner,
        Optional<String> device,
        Instant since,
        int epochs,
        Optional<Double> epochSeconds,
        Optional<Instant> heartbeat,
        boolean leaseOver) {}
