package ctrsweep.sweep;

import java.time.Instant;
import java.util.Optional;

/// Something that was recorded in a sweep.
public sealed interface SweepEvent {
    Instant at();

    long trial();

    /// @param value of the objective; empty where it is missing or not finite
    record Epoch(Instant at, long trial, int epoch, Optional<Double> value) implements SweepEvent {}

    /// @param value of the objective; empty where there is none
    record Ended(Instant at, long trial, TrialState state, Optional<Double> value, Optional<String> error)
            implements SweepEvent {}
}
