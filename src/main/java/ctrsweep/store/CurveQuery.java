package ctrsweep.store;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.SweepSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads one metric of the epochs that stand, for several trials with one statement.
final class CurveQuery {
    private static String curves(Dialect dialect) {
        return """
            SELECT trial.number, measurement.attempt, measurement.value, measurement.non_finite
              FROM trial
              JOIN epoch ON epoch.trial_id = trial.id
              LEFT JOIN measurement
                ON measurement.trial_id = epoch.trial_id AND measurement.attempt = epoch.attempt
               AND measurement.epoch = epoch.epoch
               AND measurement.metric_id = (SELECT id FROM metric WHERE split = :split AND name = :name)
             WHERE trial.sweep_id = :sweep AND trial.number IN (%s)
               AND NOT EXISTS (SELECT 1 FROM epoch AS later
                                WHERE later.trial_id = epoch.trial_id AND later.attempt > epoch.attempt
                                  AND later.epoch <= epoch.epoch)
             ORDER BY trial.number, epoch.epoch""".formatted(dialect.numbers(":trials"));
    }

    private CurveQuery() {}

    static Map<Long, List<Optional<Double>>> of(Handle handle, SweepSummary sweep, Metric metric, List<Long> trials) {
        Map<Long, List<Optional<Double>>> curves = new LinkedHashMap<>();
        handle.createQuery(curves(Dialect.of(handle)))
                .bind("sweep", sweep.id())
                .bind("split", metric.split())
                .bind("name", metric.name())
                .bind("trials", Dialect.list(trials))
                .map((row, context) -> {
                    row.getInt("attempt");
                    Optional<Double> value = row.wasNull() ? Optional.empty() : Optional.of(Measured.from(row));
                    return curves.computeIfAbsent(row.getLong("number"), none -> new ArrayList<>())
                            .add(value);
                })
                .forEach(added -> {});
        return curves;
    }
}
