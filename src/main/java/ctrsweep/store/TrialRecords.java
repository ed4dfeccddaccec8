package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The rows of a trial, as a launch writes them.
final class TrialRecords {
    private TrialRecords() {}

    /// Inserts a new trial, which is running. It gets its planned number, or the next free one if an abandoned
    /// revision is launched again and that number is taken.
    ///
    /// @return empty when another process inserted the trial, or one of the same number, at the same time
    static Optional<RunningTrial> insert(
            Handle handle,
            OpenSweep sweep,
            PlannedTrial trial,
            DatabaseSweepLog.Holder holder,
            Instant now,
            Instant until) {
        Optional<RunningTrial> inserted = handle.select("""
                        INSERT INTO trial (sweep_id, revision_id, generation, number, config_hash, point_hash, assignment, config, seed,
                                           state, attempt, owner, lease, created_at, started_at, updated_at, heartbeat_at, device)
                        VALUES (:sweep, :revision, :generation,
                                CASE WHEN EXISTS (SELECT 1 FROM trial WHERE sweep_id = :sweep AND number = :number)
                                     THEN (SELECT max(number) + 1 FROM trial WHERE sweep_id = :sweep)
                                     ELSE :number END,
                                :hash, :point, :assignment, :config, :seed, 'running', 1, :owner, :until, :now, :now, :now, :now, :device)
                        ON CONFLICT DO NOTHING
                        RETURNING id, number""")
                .bind("sweep", sweep.id())
                .bind("revision", sweep.revisionId())
                .bind("generation", sweep.generation())
                .bind("number", trial.number())
                .bind("hash", trial.configHash())
                .bind("point", ConfigTree.pointHash(trial.config()))
                .bind(
                        "assignment",
                        Json.write(new Value.Fields(trial.assignment().values())))
                .bind("config", Json.write(ConfigTree.patch(base(handle, sweep), ConfigTree.of(trial.config()))))
                .bind("seed", trial.config().seed())
                .bind("owner", holder.owner())
                .bindByType("device", holder.device().orElse(null), String.class)
                .bind("until", until)
                .bind("now", now)
                .map((row, context) -> new RunningTrial(row.getLong("id"), 1, numbered(trial, row.getLong("number"))))
                .findOne();
        inserted.ifPresent(running -> insertParams(handle, running.id(), trial.assignment()));
        return inserted;
    }

    static boolean isTaken(Handle handle, OpenSweep sweep, long number) {
        return handle.select("SELECT EXISTS (SELECT 1 FROM trial WHERE sweep_id = :sweep AND number = :number)")
                .bind("sweep", sweep.id())
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    private static Value.Fields base(Handle handle, OpenSweep sweep) {
        String base = handle.select("SELECT base FROM sweep_revision WHERE id = :revision")
                .bind("revision", sweep.revisionId())
                .mapTo(String.class)
                .one();
        return (Value.Fields) Json.read(base);
    }

    private static PlannedTrial numbered(PlannedTrial trial, long number) {
        return new PlannedTrial(number, trial.assignment(), trial.config(), trial.configHash());
    }

    static void insertParams(Handle handle, long trial, Assignment assignment) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO trial_param (trial_id, path, value, number) VALUES (:trial, :path, :value, :number)""");
        assignment.values().forEach((path, value) -> batch.bind("trial", trial)
                .bind("path", path)
                .bind("value", Json.write(value))
                .bindByType("number", number(value), Double.class)
                .add());
        batch.execute();
    }

    private static @Nullable Double number(Value value) {
        return switch (value) {
            case Value.Int(long number) -> (double) number;
            case Value.Real(double number) -> number;
            case Value.Bool _, Value.Text _, Value.Items _, Value.Fields _, Value.Null _ -> null;
        };
    }

    static void insertEpoch(Handle handle, RunningTrial trial, EpochReport epoch, Instant now) {
        handle.createUpdate("""
                        INSERT INTO epoch (trial_id, attempt, epoch, lr, seconds, rows, recorded_at)
                        VALUES (:trial, :attempt, :epoch, :lr, :seconds, :rows, :now)""")
                .bind("trial", trial.id())
                .bind("attempt", trial.attempt())
                .bind("epoch", epoch.epoch())
                .bind("lr", epoch.lr())
                .bind("seconds", epoch.seconds())
                .bind("rows", epoch.rows())
                .bind("now", now)
                .execute();
        nameMetrics(handle, epoch.metrics().keySet());
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO measurement (trial_id, attempt, epoch, metric_id, value, non_finite)
                VALUES (:trial, :attempt, :epoch, (SELECT id FROM metric WHERE split = :split AND name = :name),
                        :value, :nonFinite)""");
        epoch.metrics().forEach((metric, value) -> measured(batch, metric, value)
                .bind("trial", trial.id())
                .bind("attempt", trial.attempt())
                .bind("epoch", epoch.epoch())
                .add());
        batch.execute();
    }

    /// Inserts in the order of the names, so that no two processes wait for each other.
    private static void nameMetrics(Handle handle, Set<Metric> metrics) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO metric (split, name) VALUES (:split, :name) ON CONFLICT (split, name) DO NOTHING""");
        metrics.stream().sorted().forEach(metric -> batch.bind("split", metric.split())
                .bind("name", metric.name())
                .add());
        batch.execute();
    }

    private static PreparedBatch measured(PreparedBatch batch, Metric metric, double value) {
        return new Measured(value).bindTo(batch).bind("split", metric.split()).bind("name", metric.name());
    }

    /// Undoes [#insertOutcome], for a trial that goes on after all.
    static void takeBack(Handle handle, long trial) {
        for (String table : List.of("trial_metric", "artifact", "provenance")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE trial_id = :trial")
                    .bind("trial", trial)
                    .execute();
        }
        handle.createUpdate("""
                        UPDATE trial
                           SET state = 'waiting', ended_at = NULL, stop_reason = NULL, error = NULL, best_epoch = NULL,
                               best_value = NULL
                         WHERE id = :trial""").bind("trial", trial).execute();
    }

    static void insertOutcome(Handle handle, long trial, Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed completed -> insertResult(handle, trial, completed);
            case Outcome.Pruned pruned -> insertPruned(handle, trial, pruned);
            case Outcome.Failed failed -> insertFailure(handle, trial, failed);
        }
        insertProvenance(handle, trial, outcome.provenance());
    }

    private static void insertResult(Handle handle, long trial, Outcome.Completed completed) {
        insertMetrics(handle, trial, completed.metrics(), completed.intervals());
        insertArtifacts(handle, trial, completed.artifacts());
        judge(handle, trial, completed.reason(), completed.epochs(), completed.bestEpoch());
    }

    private static void insertPruned(Handle handle, long trial, Outcome.Pruned pruned) {
        insertMetrics(handle, trial, pruned.metrics(), Map.of());
        judge(handle, trial, StopReason.PRUNED, pruned.epochs(), pruned.bestEpoch());
    }

    private static void judge(Handle handle, long trial, StopReason reason, int epochs, int bestEpoch) {
        handle.createUpdate("""
                        UPDATE trial
                           SET stop_reason = :reason, epochs = :epochs, best_epoch = :bestEpoch,
                               best_value = (SELECT metric.value
                                               FROM sweep JOIN trial_metric AS metric
                                                 ON metric.split = sweep.objective_split
                                                AND metric.name = sweep.objective_name
                                              WHERE sweep.id = trial.sweep_id AND metric.trial_id = trial.id)
                         WHERE id = :trial""")
                .bind("reason", Names.of(reason))
                .bind("epochs", epochs)
                .bind("bestEpoch", bestEpoch)
                .bind("trial", trial)
                .execute();
    }

    private static void insertFailure(Handle handle, long trial, Outcome.Failed failed) {
        handle.createUpdate("UPDATE trial SET stop_reason = :reason, error = :error WHERE id = :trial")
                .bind("reason", Names.of(failed.reason()))
                .bind("error", failed.error())
                .bind("trial", trial)
                .execute();
    }

    private static void insertMetrics(
            Handle handle, long trial, Map<Metric, Double> metrics, Map<Metric, Outcome.Interval> intervals) {
        nameMetrics(handle, metrics.keySet());
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO trial_metric (trial_id, split, name, value, non_finite, low, high)
                VALUES (:trial, :split, :name, :value, :nonFinite, :low, :high)""");
        metrics.forEach((metric, value) -> {
            Optional<Outcome.Interval> interval = Optional.ofNullable(intervals.get(metric));
            measured(batch, metric, value)
                    .bind("trial", trial)
                    .bindByType("low", interval.map(Outcome.Interval::low).orElse(null), Double.class)
                    .bindByType("high", interval.map(Outcome.Interval::high).orElse(null), Double.class)
                    .add();
        });
        batch.execute();
    }

    private static void insertArtifacts(Handle handle, long trial, List<Outcome.Artifact> artifacts) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO artifact (trial_id, kind, path, bytes, sha256)
                VALUES (:trial, :kind, :path, :bytes, :sha256)""");
        artifacts.forEach(artifact -> batch.bind("trial", trial)
                .bind("kind", artifact.kind())
                .bind("path", artifact.path())
                .bind("bytes", artifact.bytes())
                .bind("sha256", artifact.sha256())
                .add());
        batch.execute();
    }

    private static void insertProvenance(Handle handle, long trial, Map<String, String> provenance) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO provenance (trial_id, key, value) VALUES (:trial, :key, :value)""");
        provenance.forEach((key, value) ->
                batch.bind("trial", trial).bind("key", key).bind("value", value).add());
        batch.execute();
    }
}
