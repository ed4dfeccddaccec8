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

/// What the charts and the panel of a trial need, as columns: one entry for each trial, by number.
///
/// @param rank by the trial's own objective
/// @param bestEpoch so far, of a trial that has not completed
/// @param objective at the best epoch
/// @param interval where 95% of the bootstrap replicates of the objective lie
/// @param revision place in [SweepFacts#bases]
/// @param changes settings that differ from the base
/// @param provenance place in [SweepFacts#provenances]
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
            List<EpochStory> stories,
            Pool<Map<String, Value>> bases,
            Pool<Map<String, String>> provenances) {
        return new TrialColumns(
                results(trials, Trial::number),
                results(trials, Trial::rank),
                results(trials, Trial::state),
                results(trials, Trial::stopReason),
                results(trials, Trial::seed),
                each(stories, EpochStory::bestEpoch),
                each(stories, EpochStory::objectiveAtBest),
                each(trials, TrialDetails::interval),
                results(trials, Trial::seconds),
                results(trials, Trial::error),
                results(trials, Trial::configHash),
                each(trials, trial -> bases.place(trial.base())),
                each(trials, trial -> labels(trial.changes())),
                each(trials, trial -> provenances.place(trial.provenance())));
    }

    private static <T> List<T> results(List<TrialDetails> trials, Function<Trial, T> column) {
        return each(trials, trial -> column.apply(trial.trial()));
    }

    private static <S, T> List<T> each(List<S> rows, Function<S, T> column) {
        return rows.stream().map(column).toList();
    }

    /// Settings as text.
    static Map<String, String> labels(Map<String, Value> settings) {
        Map<String, String> labels = new LinkedHashMap<>();
        settings.forEach((name, value) -> labels.put(name, GivenValues.label(value)));
        return labels;
    }
}
