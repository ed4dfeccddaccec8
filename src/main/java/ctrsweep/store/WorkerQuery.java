package ctrsweep.store;

import ctrsweep.sweep.WorkerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads [WorkerStatus]: the trials under way.
final class WorkerQuery {
    private WorkerQuery() {}

    /// @param now by the database's clock
    static List<WorkerStatus> of(Handle handle, Instant now) {
        return handle.select("""
                        SELECT sweep.name, trial.number, trial.owner, trial.device, trial.started_at, trial.heartbeat_at,
                               trial.lease, coalesce(max(epoch.epoch), 0) AS epochs, avg(epoch.seconds) AS epoch_seconds
                          FROM trial
                          JOIN sweep ON sweep.id = trial.sweep_id
                          LEFT JOIN epoch ON epoch.trial_id = trial.id AND epoch.attempt = trial.attempt
                         WHERE trial.state = 'running'
                         GROUP BY trial.id, sweep.id
                         ORDER BY sweep.id, trial.number""")
                .map((row, context) -> new WorkerStatus(
                        row.getString("name"),
                        row.getLong("number"),
                        row.getString("owner"),
                        Optional.ofNullable(row.getString("device")),
                        Times.read(row, "started_at"),
                        row.getInt("epochs"),
                        Optional.ofNullable((Double) row.getObject("epoch_seconds")),
                        Times.find(row, "heartbeat_at"),
                        Times.read(row, "lease").isBefore(now)))
                .list();
    }
}
