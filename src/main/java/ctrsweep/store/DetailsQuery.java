package ctrsweep.store;

import ctrsweep.config.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.TrialResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads [TrialDetails].
final class DetailsQuery {
    private static final String TRIAL = """
            SELECT id, attempt, owner, created_at, started_at, ended_at
              FROM trial WHERE sweep_id = :sweep AND number = :number""";

    /// An epoch stands unless a later attempt began at it or before it.
    private static final String EPOCHS = """
            SELECT epoch.epoch, epoch.lr, epoch.seconds, epoch.rows
              FROM epoch
             WHERE trial_id = :trial
               AND NOT EXISTS (SELECT 1 FROM epoch AS later
                                WHERE later.trial_id = epoch.trial_id AND later.attempt > epoch.attempt
                                  AND later.epoch <= epoch.epoch)
             ORDER BY epoch.epoch""";

    /// Earlier attempts first, so that the last one of an epoch is the one that stands.
    private static final String EPOCH_METRICS = """
            SELECT epoch, split, name, value, non_finite
              FROM measurement JOIN metric ON metric.id = metric_id
             WHERE trial_id = :trial
             ORDER BY attempt, epoch""";

    private static final String PROVENANCE = "SELECT key, value FROM provenance WHERE trial_id = :trial ORDER BY key";

    private static final String ARTIFACTS = """
            SELECT kind, path, bytes, sha256 FROM artifact WHERE trial_id = :trial ORDER BY kind, path""";

    private DetailsQuery() {}

    static TrialDetails of(Handle handle, SweepSummary sweep, TrialResult result) {
        return handle.select(TRIAL)
                .bind("sweep", sweep.id())
                .bind("number", result.number())
                .map((row, context) -> {
                    long id = row.getLong("id");
                    long ended = row.getLong("ended_at");
                    return new TrialDetails(
                            result,
                            row.getInt("attempt"),
                            Optional.ofNullable(row.getString("owner")),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            Instant.ofEpochMilli(row.getLong("started_at")),
                            ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                            epochs(handle, id),
                            provenance(handle, id),
                            artifacts(handle, id));
                })
                .one();
    }

    static String config(Handle handle, SweepSummary sweep, long number) {
        return handle.select("""
                        SELECT json_patch(revision.base, trial.config)
                          FROM trial JOIN sweep_revision AS revision ON revision.id = trial.revision_id
                         WHERE trial.sweep_id = :sweep AND trial.number = :number""")
                .bind("sweep", sweep.id())
                .bind("number", number)
                .mapTo(String.class)
                .one();
    }

    private static List<EpochReport> epochs(Handle handle, long trial) {
        Map<Integer, Map<Metric, Double>> metrics = epochMetrics(handle, trial);
        return handle.select(EPOCHS)
                .bind("trial", trial)
                .map((row, context) -> new EpochReport(
                        row.getInt("epoch"),
                        row.getDouble("lr"),
                        row.getDouble("seconds"),
                        row.getLong("rows"),
                        metrics.getOrDefault(row.getInt("epoch"), Map.of())))
                .list();
    }

    private static Map<Integer, Map<Metric, Double>> epochMetrics(Handle handle, long trial) {
        Map<Integer, Map<Metric, Double>> byEpoch = new HashMap<>();
        handle.select(EPOCH_METRICS)
                .bind("trial", trial)
                .map((row, context) -> byEpoch.computeIfAbsent(row.getInt("epoch"), epoch -> new TreeMap<>())
                        .put(new Metric(row.getString("split"), row.getString("name")), Measured.from(row)))
                .list();
        return byEpoch;
    }

    private static Map<String, String> provenance(Handle handle, long trial) {
        Map<String, String> facts = new TreeMap<>();
        handle.select(PROVENANCE)
                .bind("trial", trial)
                .map((row, context) -> facts.put(row.getString("key"), row.getString("value")))
                .list();
        return facts;
    }

    private static List<Outcome.Artifact> artifacts(Handle handle, long trial) {
        return handle.select(ARTIFACTS)
                .bind("trial", trial)
                .map((row, context) -> new Outcome.Artifact(
                        row.getString("kind"), row.getString("path"), row.getLong("bytes"), row.getString("sha256")))
                .list();
    }
}
