package ctrsweep.sweep;

import ctrsweep.space.Assignment;
import java.util.List;
import java.util.Optional;

/// How far a trial is, for samplers and pruners.
///
/// @param seed of the trial
/// @param stopReason empty until it has ended
/// @param value of the objective at the best epoch; empty where there is none, or none that is finite
/// @param others values of the objectives after the first, in their order; NaN where one is missing
/// @param watched what the pruner's metric was after each epoch, from 1; NaN where it was not measured
public record TrialProgress(
        long number,
        Assignment assignment,
        long seed,
        TrialState state,
        Optional<StopReason> stopReason,
        Optional<Double> value,
        List<Double> others,
        List<Double> watched) {
    /// A trial of a sweep with one objective.
    public TrialProgress(
            long number,
            Assignment assignment,
            long seed,
            TrialState state,
            Optional<StopReason> stopReason,
            Optional<Double> value,
            List<Double> watched) {
        this(number, assignment, seed, state, stopReason, value, List.of(), watched);
    }

    public TrialProgress {
        others = List.copyOf(others);
        watched = List.copyOf(watched);
    }
}
