package ctrsweep.store;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.SweepSummary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// Reads [EpochReport]: the epochs that stand. An epoch stands unless a later attempt began at it or before it.
final class EpochQuery {
    private EpochQuery() {}

    /// @return how many epochs there were
    static int each(Handle handle, SweepSummary sweep, TrialSql filter, BiConsumer<Long, EpochReport> to) {
        Gathering gathering = new Gathering(to);
        handle.createQuery("""
                        SELECT trial.number, epoch.epoch, epoch.lr, epoch.seconds, epoch.rows,
                               metric.split, metric.name, measurement.value, measurement.non_finite
                          FROM trial
                          JOIN epoch ON epoch.trial_id = trial.id
                          LEFT JOIN measurement
                            ON measurement.trial_id = epoch.trial_id AND measurement.attempt = epoch.attempt
                           AND measurement.epoch = epoch.epoch
                          LEFT JOIN metric ON metric.id = measurement.metric_id
                         WHERE trial.sweep_id = :sweep AND (%s)
                           AND NOT EXISTS (SELECT 1 FROM epoch AS later
                                            WHERE later.trial_id = epoch.trial_id AND later.attempt > epoch.attempt
                                              AND later.epoch <= epoch.epoch)
                         ORDER BY trial.number, epoch.epoch""".formatted(filter.sql()))
                .bind("sweep", sweep.id())
                .bindMap(filter.binds())
                .map((row, context) -> {
                    gathering.of(
                            row.getLong("number"),
                            row.getInt("epoch"),
                            row.getDouble("lr"),
                            row.getDouble("seconds"),
                            row.getLong("rows"));
                    String name = row.getString("name");
                    if (name != null) {
                        gathering.metrics.put(new Metric(row.getString("split"), name), Measured.from(row));
                    }
                    return name;
                })
                .forEach(name -> {});
        gathering.end();
        return gathering.count;
    }

    /// Collects the adjacent rows of an epoch.
    private static final class Gathering {
        private final BiConsumer<Long, EpochReport> to;
        private final Map<Metric, Double> metrics = new TreeMap<>();
        private Optional<EpochReport> epoch = Optional.empty();
        private long trial;
        private int count;

        Gathering(BiConsumer<Long, EpochReport> to) {
            this.to = to;
        }

        void of(long number, int epochNumber, double lr, double seconds, long rows) {
            if (epoch.isEmpty() || trial != number || epoch.get().epoch() != epochNumber) {
                end();
                trial = number;
                epoch = Optional.of(new EpochReport(epochNumber, lr, seconds, rows, Map.of()));
                count++;
            }
        }

        void end() {
            epoch.ifPresent(done ->
                    to.accept(trial, new EpochReport(done.epoch(), done.lr(), done.seconds(), done.rows(), metrics)));
            metrics.clear();
        }
    }
}
