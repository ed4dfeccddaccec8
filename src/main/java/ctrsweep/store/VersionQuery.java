package ctrsweep.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads a text that changes with a sweep.
final class VersionQuery {
    /// Each event raises a count or the time of the latest. A sweep that replaced a deleted one has another time
    /// of creation.
    private static final String VERSION = """
            SELECT concat_ws('-', sweep.id, sweep.created_at,
                             (SELECT count(*) FROM sweep_revision WHERE sweep_id = sweep.id),
                             (SELECT count(*) FROM sweep_reference WHERE sweep_id = sweep.id),
                             count(trial.id), sum(trial.attempt), sum(trial.epochs),
                             count(trial.ended_at), count(trial.owner), max(trial.updated_at))
              FROM sweep LEFT JOIN trial ON trial.sweep_id = sweep.id
             WHERE sweep.name = :name
             GROUP BY sweep.id""";

    private VersionQuery() {}

    static Optional<String> of(Handle handle, String sweep) {
        return handle.select(VERSION).bind("name", sweep).mapTo(String.class).findOne();
    }
}
