package ctrsweep.store;

import ctrsweep.config.Objective;
import ctrsweep.json.JsonObjects;
import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.TrialProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads [TrialProgress]: every trial of a sweep with one metric's curve.
final class ProgressQuery {
    private ProgressQuery() {}

    /// @param sweep its id
    static List<TrialProgress> of(Handle handle, long sweep, int generation, Metric watched) {
        Map<Long, List<Double>> curves = curves(handle, sweep, watched);
        Map<Long, List<Double>> others = others(handle, sweep);
        JsonObjects json = new JsonObjects();
        return handle.select("""
                        SELECT id, number, assignment, seed, state, stop_reason, best_value
                          FROM trial WHERE sweep_id = :sweep AND generation = :generation ORDER BY number""")
                .bind("sweep", sweep)
                .bind("generation", generation)
                .map((row, context) -> new TrialProgress(
                        row.getLong("number"),
                        new Assignment(json.read(row.getString("assignment")).values()),
                        row.getLong("seed"),
                        Names.state(row.getString("state")),
                        Optional.ofNullable(row.getString("stop_reason")).map(Names::stopReason),
                        Optional.ofNullable((Double) row.getObject("best_value")),
                        others.getOrDefault(row.getLong("number"), List.of()),
                        curves.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /// What the sweep's objectives after the first came to, by the trial's number. Empty where there is one
    /// objective.
    private static Map<Long, List<Double>> others(Handle handle, long sweep) {
        List<Objective> objectives =
                OtherObjectives.read(handle.select("SELECT other_objectives FROM sweep WHERE id = :sweep")
                        .bind("sweep", sweep)
                        .mapTo(String.class)
                        .one());
        Map<Long, List<Double>> others = new HashMap<>();
        for (int i = 0; i < objectives.size(); i++) {
            int place = i;
            values(handle, sweep, objectives.get(i).metric()).forEach((trial, value) -> others.computeIfAbsent(
                            trial, _ -> new ArrayList<>(Collections.nCopies(objectives.size(), Double.NaN)))
                    .set(place, value));
        }
        return others;
    }

    /// What a metric came to at each trial's best epoch, by the trial's number, where it is finite.
    private static Map<Long, Double> values(Handle handle, long sweep, Metric metric) {
        Map<Long, Double> values = new HashMap<>();
        handle.select("""
                        SELECT trial.number, metric.value
                          FROM trial JOIN trial_metric AS metric ON metric.trial_id = trial.id
                         WHERE trial.sweep_id = :sweep AND metric.split = :split AND metric.name = :name
                           AND metric.value IS NOT NULL""")
                .bind("sweep", sweep)
                .bind("split", metric.split())
                .bind("name", metric.name())
                .map((row, context) -> Map.entry(row.getLong(1), row.getDouble(2)))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    private record Epoch(long trial, int attempt, int epoch, double value) {}

    /// The curves by trial id. An attempt that has recorded epochs replaces the earlier ones.
    private static Map<Long, List<Double>> curves(Handle handle, long sweep, Metric watched) {
        Map<Long, List<Double>> curves = new HashMap<>();
        Map<Long, Integer> attempts = new HashMap<>();
        for (Epoch epoch : epochs(handle, sweep, watched)) {
            List<Double> curve = curves.computeIfAbsent(epoch.trial, _ -> new ArrayList<>());
            if (!Integer.valueOf(epoch.attempt).equals(attempts.put(epoch.trial, epoch.attempt))) {
                curve.clear();
            }
            while (curve.size() < epoch.epoch - 1) {
                curve.add(Double.NaN);
            }
            curve.add(epoch.value);
        }
        return curves;
    }

    private static List<Epoch> epochs(Handle handle, long sweep, Metric watched) {
        return handle.select("""
                        SELECT epoch.trial_id, epoch.attempt, epoch.epoch, measurement.value
                          FROM trial
                          JOIN epoch ON epoch.trial_id = trial.id
                          LEFT JOIN metric ON metric.split = :split AND metric.name = :name
                          LEFT JOIN measurement
                            ON measurement.trial_id = epoch.trial_id AND measurement.attempt = epoch.attempt
                           AND measurement.epoch = epoch.epoch AND measurement.metric_id = metric.id
                         WHERE trial.sweep_id = :sweep
                         ORDER BY epoch.trial_id, epoch.attempt, epoch.epoch""")
                .bind("sweep", sweep)
                .bind("split", watched.split())
                .bind("name", watched.name())
                .map((row, context) -> new Epoch(
                        row.getLong(1),
                        row.getInt(2),
                        row.getInt(3),
                        Optional.ofNullable((Double) row.getObject(4)).orElse(Double.NaN)))
                .list();
    }

    /// The trials of another sweep's latest generation, judged by a metric at each trial's best epoch.
    ///
    /// @throws ResultsException when there is no such sweep
    /// @throws ctrsweep.sweep.IncomparableException when its trials have another basis than those of `sweep`
    static List<TrialProgress> ofOther(Handle handle, OpenSweep sweep, String other, Metric objective) {
        long id = BasisRecords.requireAlike(
                handle,
                SweepRecords.name(handle, sweep.id()),
                other,
                BasisRecords.of(handle, sweep.id(), sweep.generation()));
        Map<Long, Double> values = values(handle, id, objective);
        return of(handle, id, SweepRecords.generation(handle, id), objective).stream()
                .map(trial -> new TrialProgress(
                        trial.number(),
                        trial.assignment(),
                        trial.seed(),
                        trial.state(),
                        trial.stopReason(),
                        Optional.ofNullable(values.get(trial.number())),
                        trial.watched()))
                .toList();
    }
}
