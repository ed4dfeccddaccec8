package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A trial as the log tells it, whether it has ended or not.
///
/// @param rank from 1, of its point: that of the mean of the objective over the completed trials that differ from it
///     in their seed only. Trials of earlier generations, and those without a finite objective, have none
/// @param front from 1, of its point, where the sweep has several objectives: 1 if no other point is as good by all
///     of them and better by one, 2 if only points of front 1 are, and so on
/// @param assignment in spec order; keys that only earlier revisions varied follow
/// @param epochs trained so far
/// @param bestEpoch from 1
/// @param metrics in their order, at the best epoch; NaN is NaN, what is undefined is absent; empty until completed
/// @param point equal for trials that differ in their seed only
/// @param generation from 1; trials of other generations than the sweep's latest were measured on other data
/// @param seconds wall time of its attempts, the one under way not included
public record Trial(
        long number,
        Optional<Integer> rank,
        Optional<Integer> front,
        TrialState state,
        Assignment assignment,
        int epochs,
        Optional<Integer> bestEpoch,
        Map<Metric, Double> metrics,
        Optional<StopReason> stopReason,
        double seconds,
        long seed,
        String configHash,
        String point,
        Optional<String> error,
        int generation) {
    public Trial {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /// A trial of a sweep with one objective.
    public Trial(
            long number,
            Optional<Integer> rank,
            TrialState state,
            Assignment assignment,
            int epochs,
            Optional<Integer> bestEpoch,
            Map<Metric, Double> metrics,
            Optional<StopReason> stopReason,
            double seconds,
            long seed,
            String configHash,
            String point,
            Optional<String> error,
            int generation) {
        this(
                number,
                rank,
                Optional.empty(),
                state,
                assignment,
                epochs,
                bestEpoch,
                metrics,
                stopReason,
                seconds,
                seed,
                configHash,
                point,
                error,
                generation);
    }

    /// The same with another rank.
    Trial ranked(Optional<Integer> place) {
        return placed(place, front);
    }

    /// The same with another rank and front.
    public Trial placed(Optional<Integer> place, Optional<Integer> layer) {
        return new Trial(
                number,
                place,
                layer,
                state,
                assignment,
                epochs,
                bestEpoch,
                metrics,
                stopReason,
                seconds,
                seed,
                configHash,
                point,
                error,
                generation);
    }

    /// A metric at the best epoch.
    public Optional<Double> metric(Metric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }
}
