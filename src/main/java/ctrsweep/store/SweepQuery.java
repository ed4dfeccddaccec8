package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads [SweepSummary].
final class SweepQuery {
    private static final String SWEEPS = """
            SELECT sweep.id, sweep.name, sweep.method, sweep.seed, sweep.objective_split, sweep.objective_name,
                   sweep.goal, sweep.other_objectives, sweep.parameters, sweep.created_at,
                   sweep.owner_name, sweep.tags, sweep.planned,
                   (SELECT count(*) FROM sweep_revision WHERE sweep_id = sweep.id) AS revisions,
                   count(*) FILTER (WHERE trial.state = 'waiting') AS waiting,
                   count(*) FILTER (WHERE trial.state = 'running') AS running,
                   count(*) FILTER (WHERE trial.state = 'completed') AS completed,
                   count(*) FILTER (WHERE trial.state = 'pruned') AS pruned,
                   count(*) FILTER (WHERE trial.state = 'failed') AS failed,
                   sweep.generation,
                   (SELECT count(*) FROM trial AS other
                     WHERE other.sweep_id = sweep.id AND other.generation < sweep.generation) AS earlier,
                   max(trial.updated_at) AS written_at,
                   (SELECT max(created_at) FROM sweep_revision WHERE sweep_id = sweep.id) AS revised_at
              FROM sweep LEFT JOIN trial ON trial.sweep_id = sweep.id AND trial.generation = sweep.generation
             GROUP BY sweep.id""";

    private static final Comparator<SweepSummary> LATEST_FIRST = Comparator.comparing(SweepSummary::lastActivity)
            .thenComparing(SweepSummary::id)
            .reversed();

    private static final String REFERENCES = "SELECT sweep_id, split, name, value FROM sweep_reference";

    private SweepQuery() {}

    static List<SweepSummary> all(Handle handle) {
        Map<Long, Map<Metric, Double>> references = references(handle);
        return handle
                .select(SWEEPS)
                .map((row, context) -> summary(row, references.getOrDefault(row.getLong("id"), Map.of())))
                .stream()
                .sorted(LATEST_FIRST)
                .toList();
    }

    /// The objective of each sweep's best point, by the sweep's id: a mean where the point ran from several seeds.
    static Map<Long, Double> best(Handle handle) {
        Map<Long, Double> best = new HashMap<>();
        handle.select("""
                        SELECT point.sweep_id, point.mean
                          FROM point
                          JOIN sweep ON sweep.id = point.sweep_id AND sweep.generation = point.generation
                         WHERE point.rank = 1""")
                .map((row, context) -> best.put(row.getLong(1), row.getDouble(2)))
                .list();
        return best;
    }

    private static Map<Long, Map<Metric, Double>> references(Handle handle) {
        Map<Long, Map<Metric, Double>> bySweep = new HashMap<>();
        handle.select(REFERENCES)
                .map((row, context) -> bySweep.computeIfAbsent(row.getLong("sweep_id"), sweep -> new TreeMap<>())
                        .put(new Metric(row.getString("split"), row.getString("name")), row.getDouble("value")))
                .list();
        return bySweep;
    }

    private static SweepSummary summary(ResultSet row, Map<Metric, Double> reachable) throws SQLException {
        return new SweepSummary(
                row.getLong("id"),
                row.getString("name"),
                row.getString("method"),
                row.getLong("seed"),
                new Metric(row.getString("objective_split"), row.getString("objective_name")),
                Names.goal(row.getString("goal")),
                OtherObjectives.read(row.getString("other_objectives")),
                names(row.getString("parameters")),
                row.getInt("revisions"),
                row.getInt("generation"),
                row.getInt("earlier"),
                counts(row),
                planned(row),
                reachable,
                SweepLabelEdits.labels(row.getString("owner_name"), row.getString("tags")),
                Times.read(row, "created_at"),
                lastActivity(row));
    }

    private static OptionalLong planned(ResultSet row) throws SQLException {
        long planned = row.getLong("planned");
        return planned > 0 ? OptionalLong.of(planned) : OptionalLong.empty();
    }

    private static Instant lastActivity(ResultSet row) throws SQLException {
        Instant revised = Times.read(row, "revised_at");
        return Times.find(row, "written_at").filter(revised::isBefore).orElse(revised);
    }

    private static Map<TrialState, Integer> counts(ResultSet row) throws SQLException {
        Map<TrialState, Integer> counts = new EnumMap<>(TrialState.class);
        for (TrialState state : TrialState.values()) {
            int count = row.getInt(Names.of(state));
            if (count > 0) {
                counts.put(state, count);
            }
        }
        return counts;
    }

    private static List<String> names(String json) {
        return Json.read(json) instanceof Value.Items(List<Value> items)
                ? items.stream().map(Value::toString).toList()
                : List.of();
    }
}
