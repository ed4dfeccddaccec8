package ctrsweep.store;

import ctrsweep.config.Json;
import ctrsweep.config.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.TrialResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads [TrialResult].
final class TrialQuery {
    /// The same order as the view `leaderboard`.
    private static final String TRIALS = """
            WITH judged AS (
                SELECT trial.*, trial.state = 'completed' AND trial.best_value IS NOT NULL AS ranked,
                       CASE sweep.goal WHEN 'maximize' THEN -trial.best_value ELSE trial.best_value END AS badness
                  FROM trial JOIN sweep ON sweep.id = trial.sweep_id
                 WHERE trial.sweep_id = :sweep)
            SELECT id, number, state, epochs, best_epoch, stop_reason, seconds, seed, config_hash, error,
                   CASE WHEN ranked
                       THEN row_number() OVER (PARTITION BY ranked ORDER BY badness, number) END AS rank
              FROM judged
             ORDER BY ranked DESC, CASE WHEN ranked THEN badness END, number""";

    private static final String PARAMS = """
            SELECT trial_id, path, value
              FROM trial_param JOIN trial ON trial.id = trial_id
             WHERE sweep_id = :sweep
             ORDER BY trial_id, path""";

    private static final String METRICS = """
            SELECT trial_id, split, name, value, non_finite
              FROM trial_metric JOIN trial ON trial.id = trial_id
             WHERE sweep_id = :sweep
             ORDER BY trial_id, split, name""";

    private TrialQuery() {}

    static List<TrialResult> all(Handle handle, SweepSummary sweep) {
        Map<Long, Map<String, Value>> params = params(handle, sweep);
        Map<Long, Map<Metric, Double>> metrics = metrics(handle, sweep);
        return handle.select(TRIALS)
                .bind("sweep", sweep.id())
                .map((row, context) -> {
                    long id = row.getLong("id");
                    return result(
                            row,
                            inOrder(sweep.parameters(), params.getOrDefault(id, Map.of())),
                            metrics.getOrDefault(id, Map.of()));
                })
                .list();
    }

    private static Map<Long, Map<String, Value>> params(Handle handle, SweepSummary sweep) {
        Map<Long, Map<String, Value>> byTrial = new HashMap<>();
        handle.select(PARAMS)
                .bind("sweep", sweep.id())
                .map((row, context) -> byTrial.computeIfAbsent(row.getLong("trial_id"), trial -> new TreeMap<>())
                        .put(row.getString("path"), Json.read(row.getString("value"))))
                .list();
        return byTrial;
    }

    private static Map<Long, Map<Metric, Double>> metrics(Handle handle, SweepSummary sweep) {
        Map<Long, Map<Metric, Double>> byTrial = new HashMap<>();
        handle.select(METRICS)
                .bind("sweep", sweep.id())
                .map((row, context) -> byTrial.computeIfAbsent(row.getLong("trial_id"), trial -> new TreeMap<>())
                        .put(new Metric(row.getString("split"), row.getString("name")), Measured.from(row)))
                .list();
        return byTrial;
    }

    private static Assignment inOrder(List<String> parameters, Map<String, Value> values) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        for (String path : parameters) {
            Value value = values.get(path);
            if (value != null) {
                ordered.put(path, value);
            }
        }
        values.forEach(ordered::putIfAbsent);
        return new Assignment(ordered);
    }

    private static TrialResult result(ResultSet row, Assignment assignment, Map<Metric, Double> metrics)
            throws SQLException {
        return new TrialResult(
                row.getLong("number"),
                count(row, "rank"),
                Names.state(row.getString("state")),
                assignment,
                row.getInt("epochs"),
                count(row, "best_epoch"),
                metrics,
                Optional.ofNullable(row.getString("stop_reason")).map(Names::stopReason),
                row.getDouble("seconds"),
                row.getLong("seed"),
                row.getString("config_hash"),
                Optional.ofNullable(row.getString("error")));
    }

    private static Optional<Integer> count(ResultSet row, String column) throws SQLException {
        int count = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(count);
    }
}
