package ctrsweep.store;

import ctrsweep.sweep.SweepEvent;
import ctrsweep.sweep.SweepSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Reads [SweepEvent]s.
final class EventQuery {
    private EventQuery() {}

    /// The events, sorted by time.
    static List<SweepEvent> of(Handle handle, SweepSummary sweep, Instant since) {
        return Stream.concat(epochs(handle, sweep, since), ended(handle, sweep, since))
                .sorted(Comparator.comparing(SweepEvent::at))
                .toList();
    }

    private static Stream<SweepEvent> epochs(Handle handle, SweepSummary sweep, Instant since) {
        return handle
                .createQuery("""
                        SELECT epoch.recorded_at, trial.number, epoch.epoch, measurement.value
                          FROM trial
                          JOIN epoch ON epoch.trial_id = trial.id AND epoch.attempt = trial.attempt
                          LEFT JOIN metric ON metric.split = :split AND metric.name = :name
                          LEFT JOIN measurement
                            ON measurement.trial_id = epoch.trial_id AND measurement.attempt = epoch.attempt
                           AND measurement.epoch = epoch.epoch AND measurement.metric_id = metric.id
                         WHERE trial.sweep_id = :sweep AND trial.updated_at >= :since AND epoch.recorded_at >= :since""")
                .bind("sweep", sweep.id())
                .bind("since", since)
                .bind("split", sweep.objective().split())
                .bind("name", sweep.objective().name())
                .map((row, context) -> (SweepEvent) new SweepEvent.Epoch(
                        Times.read(row, "recorded_at"),
                        row.getLong("number"),
                        row.getInt("epoch"),
                        number(row, "value")))
                .list()
                .stream();
    }

    private static Stream<SweepEvent> ended(Handle handle, SweepSummary sweep, Instant since) {
        return handle
                .createQuery("""
                        SELECT ended_at, number, state, best_value, error
                          FROM trial WHERE sweep_id = :sweep AND ended_at >= :since""")
                .bind("sweep", sweep.id())
                .bind("since", since)
                .map((row, context) -> (SweepEvent) new SweepEvent.Ended(
                        Times.read(row, "ended_at"),
                        row.getLong("number"),
                        Names.state(row.getString("state")),
                        number(row, "best_value"),
                        Optional.ofNullable(row.getString("error"))))
                .list()
                .stream();
    }

    private static Optional<Double> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable((Double) row.getObject(column));
    }
}
