package ctrsweep.store;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.TrialResult;
import java.time.Instant;
import java.util.ArrayList;
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
                            epochs(handle, sweep, result.number()),
                            provenance(handle, id),
                            artifacts(handle, id));
                })
                .one();
    }

    static Optional<Outcome.Interval> interval(Handle handle, SweepSummary sweep, long number) {
        return handle.select("""
                        SELECT metric.low, metric.high
                          FROM trial JOIN trial_metric AS metric ON metric.trial_id = trial.id
                         WHERE trial.sweep_id = :sweep AND trial.number = :number
                           AND metric.split = :split AND metric.name = :name AND metric.low IS NOT NULL""")
                .bind("sweep", sweep.id())
                .bind("number", number)
                .bind("split", sweep.objective().split())
                .bind("name", sweep.objective().name())
                .map((row, context) -> new Outcome.Interval(row.getDouble("low"), row.getDouble("high")))
                .findOne();
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

    private static List<EpochReport> epochs(Handle handle, SweepSummary sweep, long number) {
        List<EpochReport> epochs = new ArrayList<>();
        EpochQuery.each(handle, sweep, TrialFilter.number(number), (trial, epoch) -> epochs.add(epoch));
        return epochs;
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
