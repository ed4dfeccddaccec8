package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// A sweep as a worker of any sweep sees it: its latest spec, and how many trials of that spec's plan there are.
///
/// @param specText as it was written, without the files that it names
/// @param base what its trials share, overrides included
/// @param free trials that were begun and can be taken up: given back, or of owners that were lost
public record PendingSweep(
        long id,
        String name,
        String specText,
        Value.Fields base,
        String specHash,
        int generation,
        long ended,
        long free) {

    /// The sweeps of a database, the oldest first.
    ///
    /// @param dead whether an owner has certainly ended
    public static List<PendingSweep> of(Database database, Predicate<String> dead) {
        return database.snapshot(handle -> of(handle, database.clock().now(handle), dead));
    }

    private record Running(long plan, String owner, Instant lease) {}

    private static List<PendingSweep> of(Handle handle, Instant now, Predicate<String> dead) {
        List<Running> lost = handle
                .select("""
                        SELECT latest.id AS plan, trial.owner, trial.lease
                          FROM trial
                          JOIN sweep_revision AS own ON own.id = trial.revision_id
                          JOIN sweep_revision AS latest
                            ON latest.sweep_id = trial.sweep_id AND latest.plan_hash = own.plan_hash
                         WHERE trial.state = 'running'""")
                .map((row, context) ->
                        new Running(row.getLong("plan"), row.getString("owner"), Times.read(row, "lease")))
                .list()
                .stream()
                .filter(running -> running.lease.isBefore(now) || dead.test(running.owner))
                .toList();
        return handle.select("""
                        SELECT sweep.id, sweep.name, sweep.generation, latest.id AS plan, latest.spec_text,
                               latest.spec_hash, latest.base,
                               count(trial.id) FILTER (WHERE trial.ended_at IS NOT NULL) AS ended,
                               count(trial.id) FILTER (WHERE trial.state = 'waiting') AS waiting
                          FROM sweep
                          JOIN sweep_revision AS latest
                            ON latest.sweep_id = sweep.id
                           AND latest.revision = (SELECT max(revision) FROM sweep_revision WHERE sweep_id = sweep.id)
                          LEFT JOIN sweep_revision AS own
                            ON own.sweep_id = sweep.id AND own.plan_hash = latest.plan_hash
                           AND own.generation = sweep.generation
                          LEFT JOIN trial ON trial.revision_id = own.id
                         GROUP BY sweep.id, latest.id
                         ORDER BY sweep.id""")
                .map((row, context) -> {
                    long plan = row.getLong("plan");
                    return new PendingSweep(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("spec_text"),
                            (Value.Fields) Json.read(row.getString("base")),
                            row.getString("spec_hash"),
                            row.getInt("generation"),
                            row.getLong("ended"),
                            row.getLong("waiting")
                                    + lost.stream()
                                            .filter(running -> running.plan == plan)
                                            .count());
                })
                .list();
    }
}
