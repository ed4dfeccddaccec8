package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.json.JsonObjects;
import ctrsweep.space.Value;
import ctrsweep.store.TrialRun.Spell;
import ctrsweep.sweep.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads [TrialRun], all of a sweep at once.
final class RunQuery {
    private static final String RUNS = """
            SELECT trial.id, trial.number, revision.revision, trial.config, trial.attempt, trial.owner, trial.created_at,
                   trial.started_at, trial.ended_at, trial.updated_at, metric.low, metric.high
              FROM trial
              JOIN sweep_revision AS revision ON revision.id = trial.revision_id
              LEFT JOIN trial_metric AS metric
                ON metric.trial_id = trial.id AND metric.split = :split AND metric.name = :name
             WHERE trial.sweep_id = :sweep
             ORDER BY trial.number""";

    /// An attempt is known by its epochs: it began when the first of them did.
    private static final String SPELLS = """
            SELECT trial.id, epoch.attempt, min(epoch.recorded_at - CAST(1000 * epoch.seconds AS INTEGER)) AS began,
                   max(epoch.recorded_at) AS last
              FROM trial JOIN epoch ON epoch.trial_id = trial.id
             WHERE trial.sweep_id = :sweep AND epoch.attempt < trial.attempt
             GROUP BY trial.id, epoch.attempt
             ORDER BY trial.id, epoch.attempt""";

    private static final String PROVENANCE = """
            SELECT trial.id, provenance.key, provenance.value
              FROM trial JOIN provenance ON provenance.trial_id = trial.id
             WHERE trial.sweep_id = :sweep""";

    private static final String BASES = "SELECT revision, base FROM sweep_revision WHERE sweep_id = :sweep";

    private final Map<Long, List<Spell>> earlier = new HashMap<>();
    private final Map<Long, Map<String, String>> provenance = new HashMap<>();
    private final JsonObjects configs = new JsonObjects();

    private RunQuery() {}

    static List<TrialRun> of(Handle handle, SweepSummary sweep) {
        RunQuery query = new RunQuery();
        query.gather(handle, sweep);
        return handle.select(RUNS)
                .bind("sweep", sweep.id())
                .bind("split", sweep.objective().split())
                .bind("name", sweep.objective().name())
                .map((row, context) -> query.run(row))
                .list();
    }

    static Map<Integer, Value.Fields> bases(Handle handle, SweepSummary sweep) {
        Map<Integer, Value.Fields> bases = new TreeMap<>();
        handle.select(BASES)
                .bind("sweep", sweep.id())
                .map((row, context) ->
                        bases.put(row.getInt("revision"), (Value.Fields) Json.read(row.getString("base"))))
                .list();
        return bases;
    }

    private void gather(Handle handle, SweepSummary sweep) {
        handle.select(SPELLS)
                .bind("sweep", sweep.id())
                .map((row, context) -> earlier.computeIfAbsent(row.getLong("id"), _ -> new ArrayList<>())
                        .add(new Spell(instant(row, "began"), instant(row, "last"))))
                .list();
        handle.select(PROVENANCE)
                .bind("sweep", sweep.id())
                .map((row, context) -> provenance
                        .computeIfAbsent(row.getLong("id"), _ -> new TreeMap<>())
                        .put(row.getString("key"), row.getString("value")))
                .list();
    }

    private TrialRun run(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Optional<Instant> ended =
                row.getLong("ended_at") == 0 ? Optional.empty() : Optional.of(instant(row, "ended_at"));
        List<Spell> spells = new ArrayList<>(earlier.getOrDefault(id, List.of()));
        spells.add(new Spell(instant(row, "started_at"), ended.orElse(instant(row, "updated_at"))));
        return new TrialRun(
                row.getLong("number"),
                row.getInt("revision"),
                configs.read(row.getString("config")),
                row.getInt("attempt"),
                Optional.ofNullable(row.getString("owner")),
                instant(row, "created_at"),
                instant(row, "started_at"),
                ended,
                instant(row, "updated_at"),
                spells,
                interval(row),
                provenance.getOrDefault(id, Map.of()));
    }

    private static Optional<Outcome.Interval> interval(ResultSet row) throws SQLException {
        double low = row.getDouble("low");
        return row.wasNull() ? Optional.empty() : Optional.of(new Outcome.Interval(low, row.getDouble("high")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
