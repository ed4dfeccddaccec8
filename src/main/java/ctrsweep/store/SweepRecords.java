package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.SweepDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The rows of sweeps and their revisions, as a launch writes them.
final class SweepRecords {
    private SweepRecords() {}

    static OpenSweep open(Handle handle, SweepDefinition definition, Instant now) {
        long sweep = upsert(handle, definition, list(definition.parameters()), now);
        judgeAgain(handle, sweep);
        return revision(handle, sweep, definition, now);
    }

    /// @throws IncomparableException if the sweep's trials have another basis and no new generation is wanted
    static OpenSweep open(Handle handle, SweepDefinition definition, List<Basis> bases, boolean newData, Instant now) {
        OpenSweep sweep = open(handle, definition, now);
        List<String> changes = BasisRecords.changes(handle, sweep.id(), sweep.generation(), bases);
        if (!changes.isEmpty()) {
            if (!newData) {
                throw IncomparableException.ofSweep(definition.name(), changes);
            }
            handle.execute("UPDATE sweep SET generation = generation + 1 WHERE id = ?", sweep.id());
            sweep = revision(handle, sweep.id(), definition, now);
        }
        BasisRecords.insert(handle, sweep, bases);
        return sweep;
    }

    private static OpenSweep revision(Handle handle, long sweep, SweepDefinition definition, Instant now) {
        nameAnew(handle, sweep, definition);
        return knownRevision(handle, sweep, definition).orElseGet(() -> insertRevision(handle, sweep, definition, now));
    }

    static String name(Handle handle, long sweep) {
        return handle.select("SELECT name FROM sweep WHERE id = :sweep")
                .bind("sweep", sweep)
                .mapTo(String.class)
                .one();
    }

    /// The generation whose trials are ranked.
    static int generation(Handle handle, long sweep) {
        return handle.select("SELECT generation FROM sweep WHERE id = :sweep")
                .bind("sweep", sweep)
                .mapTo(Integer.class)
                .one();
    }

    private static long upsert(Handle handle, SweepDefinition definition, String parameters, Instant now) {
        return handle.select("""
                        INSERT INTO sweep (name, objective_split, objective_name, goal, other_objectives, method, seed, parameters,
                                           repeats, created_at)
                        VALUES (:name, :split, :metric, :goal, :others, :method, :seed, :parameters, :repeats, :now)
                        ON CONFLICT (name) DO UPDATE
                           SET objective_split = excluded.objective_split, objective_name = excluded.objective_name,
                               goal = excluded.goal, other_objectives = excluded.other_objectives, method = excluded.method, seed = excluded.seed,
                               parameters = excluded.parameters, repeats = excluded.repeats
                        RETURNING id""")
                .bind("name", definition.name())
                .bind("split", definition.objective().split())
                .bind("metric", definition.objective().name())
                .bind("goal", Names.of(definition.goal()))
                .bind("others", OtherObjectives.write(definition.otherObjectives()))
                .bind("method", definition.method())
                .bind("seed", definition.seed())
                .bind("parameters", parameters)
                .bind("repeats", definition.repeats())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /// A revision may have another objective; the trials that ended have it among their metrics.
    private static void judgeAgain(Handle handle, long sweep) {
        handle.createUpdate("""
                        UPDATE trial
                           SET best_value = (SELECT metric.value
                                               FROM sweep JOIN trial_metric AS metric
                                                 ON metric.split = sweep.objective_split
                                                AND metric.name = sweep.objective_name
                                              WHERE sweep.id = trial.sweep_id AND metric.trial_id = trial.id)
                         WHERE sweep_id = :sweep AND state IN ('completed', 'pruned')""").bind("sweep", sweep).execute();
    }

    /// Gives a revision of a former version the hashes that this version computes for the same spec, so that a
    /// launch recognises it. Only a launch can do so: the spec's text lacks the files and overrides.
    private static void nameAnew(Handle handle, long sweep, SweepDefinition definition) {
        handle.createUpdate(
                        "UPDATE sweep_revision SET plan_hash = :plan WHERE sweep_id = :sweep AND plan_hash = :former")
                .bind("plan", definition.planHash())
                .bind("sweep", sweep)
                .bind("former", definition.former().planHash())
                .execute();
        handle.createUpdate("""
                        UPDATE sweep_revision SET spec_hash = :hash
                         WHERE sweep_id = :sweep AND spec_hash = :former
                           AND NOT EXISTS (SELECT 1 FROM sweep_revision AS other
                                            WHERE other.sweep_id = :sweep AND other.spec_hash = :hash
                                               AND other.generation = sweep_revision.generation)""")
                .bind("hash", definition.specHash())
                .bind("sweep", sweep)
                .bind("former", definition.former().specHash())
                .execute();
    }

    private static Optional<OpenSweep> knownRevision(Handle handle, long sweep, SweepDefinition definition) {
        return handle.select("""
                        SELECT revision.id, revision.first_number, revision.generation
                          FROM sweep_revision AS revision JOIN sweep ON sweep.id = revision.sweep_id
                         WHERE sweep_id = :sweep AND spec_hash = :hash AND revision.generation = sweep.generation""")
                .bind("sweep", sweep)
                .bind("hash", definition.specHash())
                .map((row, context) -> opened(sweep, row))
                .findOne();
    }

    private static OpenSweep insertRevision(Handle handle, long sweep, SweepDefinition definition, Instant now) {
        return handle.select("""
                        INSERT INTO sweep_revision
                               (sweep_id, generation, revision, spec_text, spec_hash, plan_hash, base, first_number, created_at)
                        VALUES (:sweep,
                                (SELECT generation FROM sweep WHERE id = :sweep),
                                (SELECT coalesce(max(revision), 0) + 1 FROM sweep_revision WHERE sweep_id = :sweep),
                                :text, :hash, :plan, :base,
                                coalesce((SELECT first_number FROM sweep_revision
                                           WHERE sweep_id = :sweep AND plan_hash = :plan
                                             AND generation = (SELECT generation FROM sweep WHERE id = :sweep)
                                           ORDER BY revision LIMIT 1),
                                         (SELECT max(number) + 1 FROM trial WHERE sweep_id = :sweep),
                                         0),
                                :now)
                        RETURNING id, first_number, generation""")
                .bind("sweep", sweep)
                .bind("text", definition.specText())
                .bind("hash", definition.specHash())
                .bind("plan", definition.planHash())
                .bind("base", Json.write(ConfigTree.of(definition.base())))
                .bind("now", now)
                .map((row, context) -> opened(sweep, row))
                .one();
    }

    private static OpenSweep opened(long sweep, ResultSet row) throws SQLException {
        return new OpenSweep(sweep, row.getLong("id"), row.getLong("first_number"), row.getInt("generation"));
    }

    static int replaceReference(Handle handle, OpenSweep sweep, Map<Metric, Double> reachable) {
        handle.execute("DELETE FROM sweep_reference WHERE sweep_id = ?", sweep.id());
        if (reachable.isEmpty()) {
            return 0;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO sweep_reference (sweep_id, split, name, value) VALUES (:sweep, :split, :name, :value)""");
        reachable.forEach((metric, value) -> batch.bind("sweep", sweep.id())
                .bind("split", metric.split())
                .bind("name", metric.name())
                .bind("value", value)
                .add());
        return batch.execute().length;
    }

    private static String list(List<String> names) {
        return Json.write(Value.Items.of(names, Value.Text::new));
    }
}
