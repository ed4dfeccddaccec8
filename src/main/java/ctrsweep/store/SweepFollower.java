package ctrsweep.store;

import ctrsweep.sweep.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What has happened in a sweep since it was last asked.
public final class SweepFollower {
    /// An event may be committed a little after one that bears a later time.
    private static final long OVERLAP_MILLIS = 60_000;

    private final Database database;
    private final SweepSummary sweep;
    private Set<Event> told = Set.of();
    private long latest;

    public SweepFollower(Database database, SweepSummary sweep) {
        this.database = database;
        this.sweep = sweep;
    }

    /// Something that was committed.
    public sealed interface Event {
        Instant at();

        /// @param value of the objective; empty where it is missing or not finite
        record Epoch(Instant at, long trial, int epoch, Optional<Double> value) implements Event {}

        /// @param value of the objective; empty where there is none
        record Ended(Instant at, long trial, TrialState state, Optional<Double> value, Optional<String> error)
                implements Event {}
    }

    /// Events that were not told before, by time.
    public List<Event> news() {
        List<Event> recent = database.use(handle -> Stream.concat(epochs(handle), ended(handle))
                .sorted(Comparator.comparing(Event::at))
                .toList());
        List<Event> news =
                recent.stream().filter(event -> !told.contains(event)).toList();
        told = new HashSet<>(recent);
        latest = recent.stream()
                .mapToLong(event -> event.at().toEpochMilli())
                .max()
                .orElse(latest);
        return news;
    }

    private Stream<Event> epochs(Handle handle) {
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
                .bind("since", latest - OVERLAP_MILLIS)
                .bind("split", sweep.objective().split())
                .bind("name", sweep.objective().name())
                .map((row, context) -> (Event) new Event.Epoch(
                        Instant.ofEpochMilli(row.getLong("recorded_at")),
                        row.getLong("number"),
                        row.getInt("epoch"),
                        number(row, "value")))
                .list()
                .stream();
    }

    private Stream<Event> ended(Handle handle) {
        return handle
                .createQuery("""
                        SELECT ended_at, number, state, best_value, error
                          FROM trial WHERE sweep_id = :sweep AND ended_at >= :since""")
                .bind("sweep", sweep.id())
                .bind("since", latest - OVERLAP_MILLIS)
                .map((row, context) -> (Event) new Event.Ended(
                        Instant.ofEpochMilli(row.getLong("ended_at")),
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
