package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.json.Json;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.TrialPace;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads [TrialPace]: how long earlier trials took.
final class PaceQuery {
    private PaceQuery() {}

    static Optional<TrialPace> of(Handle handle, String sweep, TrialConfig base) {
        Query own = handle.select("""
                        SELECT count(DISTINCT trial.id), avg(epoch.seconds)
                          FROM sweep JOIN trial ON trial.sweep_id = sweep.id JOIN epoch ON epoch.trial_id = trial.id
                         WHERE sweep.name = :sweep""").bind("sweep", sweep);
        return pace(own, true).or(() -> alike(handle, base));
    }

    private static Optional<TrialPace> alike(Handle handle, TrialConfig base) {
        return switch (base) {
            case Experiment experiment ->
                pace(
                        handle.select("""
                                WITH alike AS (
                                    SELECT trial_id FROM trial_config
                                     WHERE config ->> 'model_name' = :model AND %s
                                     ORDER BY trial_id DESC LIMIT 100)
                                SELECT count(DISTINCT epoch.trial_id), avg(epoch.seconds)
                                  FROM alike JOIN epoch ON epoch.trial_id = alike.trial_id""".formatted(Dialect.of(handle).equalJson("config -> 'data'", ":data")))
                                .bind("model", part(experiment, "model_name").toString())
                                .bind("data", Json.write(part(experiment, "data"))),
                        false);
            case ProgramConfig _ -> Optional.empty();
        };
    }

    private static Value part(Experiment experiment, String key) {
        return Objects.requireNonNull(ConfigTree.of(experiment).values().get(key));
    }

    private static Optional<TrialPace> pace(Query query, boolean ofSweep) {
        return query.map((row, context) -> new TrialPace(row.getLong(1), row.getDouble(2), ofSweep))
                .findOne()
                .filter(pace -> pace.trials() > 0);
    }
}
