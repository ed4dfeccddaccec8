package ctrsweep.report.page;

import ctrsweep.space.Value;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The facts of all trials as columns: one entry for each trial, by number.
///
/// @param bestEpoch the best so far if the trial has not completed
/// @param objective at the best epoch
/// @param interval the 95% bootstrap interval of the objective
/// @param revision index in [SweepFacts#bases]
/// @param changes settings that differ from the base
/// @param provenance index in [SweepFacts#provenances]
record TrialColumns(
        List<Long> number,
        List<Optional<Integer>> rank,
        List<TrialState> state,
        List<Optional<StopReason>> stop,
        List<Long> seed,
        List<Optional<Integer>> bestEpoch,
        List<Optional<Double>> objective,
        List<Optional<Outcome.Interval>> interval,
        List<Double> seconds,
        List<Optional<String>> error,
        List<String> configHash,
        List<Integer> revision,
        List<Map<String, String>> changes,
        List<Integer> provenance) {

    static TrialColumns of(
            List<TrialDetails> trials,
            List<TrainingSummary> summaries,
            Interner<Map<String, Value>> bases,
            Interner<Map<String, String>> provenances) {
        return new TrialColumns(
                results(trials, Trial::number),
                results(trials, Trial::rank),
                results(trials, Trial::state),
                results(trials, Trial::stopReason),
                results(trials, Trial::seed),
                each(summaries, TrainingSummary::bestEpoch),
                each(summaries, TrainingSummary::objectiveAtBest),
                each(trials, TrialDetails::interval),
                results(trials, Trial::seconds),
                results(trials, Trial::error),
                results(trials, Trial::configHash),
                each(trials, trial -> bases.index(trial.base())),
                each(trials, trial -> labels(trial.changes())),
                each(trials, trial -> provenances.index(trial.provenance())));
    }

    private static <T> List<T> results(List<TrialDetails> trials, Function<Trial, T> column) {
        return each(trials, trial -> column.apply(trial.trial()));
    }

    private static <S, T> List<T> each(List<S> rows, Function<S, T> column) {
        return rows.stream().map(column).toList();
    }

    static Map<String, String> labels(Map<String, Value> settings) {
        Map<String, String> labels = new LinkedHashMap<>();
        settings.forEach((name, value) -> labels.put(name, ParameterValues.label(value)));
        return labels;
    }
}
