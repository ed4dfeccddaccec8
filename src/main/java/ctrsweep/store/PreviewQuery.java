package ctrsweep.store;

import ctrsweep.sweep.LaunchPreview;
import ctrsweep.sweep.LaunchPreview.Known;
import ctrsweep.sweep.SweepDefinition;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Reads [LaunchPreview].
final class PreviewQuery {
    private PreviewQuery() {}

    static LaunchPreview of(Handle handle, SweepDefinition definition) {
        return handle.select("SELECT id, generation FROM sweep WHERE name = :name")
                .bind("name", definition.name())
                .map((row, context) -> new LaunchPreview(
                        firstNumber(handle, row.getLong("id"), row.getInt("generation"), definition),
                        trials(handle, row.getLong("id"), row.getInt("generation"))))
                .findOne()
                .orElse(LaunchPreview.NOTHING);
    }

    /// The number from which the launch's revision counts its trials.
    private static long firstNumber(Handle handle, long sweep, int generation, SweepDefinition definition) {
        return handle.select("""
                        SELECT coalesce((SELECT first_number FROM sweep_revision
                                          WHERE sweep_id = :sweep AND generation = :generation AND spec_hash = :hash),
                                        (SELECT first_number FROM sweep_revision
                                          WHERE sweep_id = :sweep AND generation = :generation AND plan_hash = :plan
                                          ORDER BY revision LIMIT 1),
                                        (SELECT max(number) + 1 FROM trial WHERE sweep_id = :sweep),
                                        0)""")
                .bind("sweep", sweep)
                .bind("generation", generation)
                .bind("hash", definition.specHash())
                .bind("plan", definition.planHash())
                .mapTo(Long.class)
                .one();
    }

    private static Map<String, Known> trials(Handle handle, long sweep, int generation) {
        Map<String, Known> trials = new HashMap<>();
        handle.select("""
                        SELECT config_hash, number, state FROM trial
                         WHERE sweep_id = :sweep AND generation = :generation""")
                .bind("sweep", sweep)
                .bind("generation", generation)
                .map((row, context) ->
                        trials.put(row.getString(1), new Known(row.getLong(2), Names.state(row.getString(3)))))
                .list();
        return trials;
    }
}
