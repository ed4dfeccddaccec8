package ctrsweep.store;

import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.TrialState;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a launch would find: which of its trials are there already, and the number of its first new one.
///
/// @param firstNumber of the plan's first trial
/// @param trials by config hash, of the sweep's latest generation
public record LaunchPreview(long firstNumber, Map<String, Known> trials) {
    public static final LaunchPreview NOTHING = new LaunchPreview(0, Map.of());

    public LaunchPreview {
        trials = Collections.unmodifiableMap(new HashMap<>(trials));
    }

    /// A trial that is there, under the number that it keeps.
    public record Known(long number, TrialState state) {}

    /// The trial of a config.
    public Optional<Known> known(String configHash) {
        return Optional.ofNullable(trials.get(configHash));
    }

    static LaunchPreview of(Handle handle, SweepDefinition definition) {
        return handle.select("SELECT id, generation FROM sweep WHERE name = :name")
                .bind("name", definition.name())
                .map((row, context) -> new LaunchPreview(
                        firstNumber(handle, row.getLong("id"), row.getInt("generation"), definition),
                        trials(handle, row.getLong("id"), row.getInt("generation"))))
                .findOne()
                .orElse(NOTHING);
    }

    /// The number that the launch would begin its revision with.
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
