package ctrsweep.store;

import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The files that are recorded of a sweep's completed trials. A running trial has none.
public record RecordedFiles(Database database, String sweep) {

    /// @param number of the trial
    public record TrialFile(long id, long number, Outcome.Artifact artifact) {}

    /// Deletes files and what is recorded of them, in one transaction: no trial completes meanwhile, and a file that
    /// a crash leaves without a record does not exist. A file that several trials share is deleted with the last of
    /// them.
    ///
    /// @param unwanted decides by the best points: none, one, or with several objectives the Pareto front
    /// @param delete deletes a file, if it exists
    /// @return the files that were deleted, each once
    public List<TrialFile> remove(BiPredicate<List<Point>, TrialFile> unwanted, Consumer<TrialFile> delete) {
        return database.transact(handle -> {
            List<Point> best = best();
            Map<Boolean, List<TrialFile>> all =
                    all(handle).stream().collect(Collectors.partitioningBy(file -> unwanted.test(best, file)));
            List<TrialFile> removed = Objects.requireNonNull(all.get(true));
            Set<String> paths = Objects.requireNonNull(all.get(false)).stream()
                    .map(file -> file.artifact.path())
                    .collect(Collectors.toSet());
            List<TrialFile> deleted = removed.stream()
                    .filter(file -> paths.add(file.artifact.path()))
                    .toList();
            deleted.forEach(delete);
            PreparedBatch rows = handle.prepareBatch("""
                    DELETE FROM artifact WHERE trial_id = :trial AND kind = :kind AND path = :path""");
            removed.forEach(file -> rows.bind("trial", file.id)
                    .bind("kind", file.artifact.kind())
                    .bind("path", file.artifact.path())
                    .add());
            rows.execute();
            return deleted;
        });
    }

    /// Records a further file of the best trial.
    ///
    /// @return whether the trial is still the best; if not, nothing is recorded
    public boolean add(long number, Outcome.Artifact artifact) {
        return database.transact(handle -> {
            boolean stillBest =
                    best().stream().limit(1).anyMatch(point -> point.first().number() == number);
            if (stillBest) {
                handle.createUpdate("""
                                INSERT INTO artifact (trial_id, kind, path, bytes, sha256)
                                SELECT trial.id, :kind, :path, :bytes, :sha256
                                  FROM trial JOIN sweep ON sweep.id = trial.sweep_id
                                 WHERE sweep.name = :sweep AND trial.number = :number
                                    ON CONFLICT (trial_id, kind, path) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256""")
                        .bind("sweep", sweep)
                        .bind("number", number)
                        .bind("kind", artifact.kind())
                        .bind("path", artifact.path())
                        .bind("bytes", artifact.bytes())
                        .bind("sha256", artifact.sha256())
                        .execute();
            }
            return stillBest;
        });
    }

    private List<Point> best() {
        DatabaseResults results = new DatabaseResults(database);
        return results.front(results.sweep(sweep));
    }

    private List<TrialFile> all(Handle handle) {
        return handle.select("""
                        SELECT trial.id, trial.number, artifact.kind, artifact.path, artifact.bytes, artifact.sha256
                          FROM artifact
                          JOIN trial ON trial.id = artifact.trial_id
                          JOIN sweep ON sweep.id = trial.sweep_id
                         WHERE sweep.name = :sweep AND trial.state = 'completed'
                         ORDER BY trial.number, artifact.kind, artifact.path""")
                .bind("sweep", sweep)
                .map((row, context) -> new TrialFile(
                        row.getLong("id"),
                        row.getLong("number"),
                        new Outcome.Artifact(
                                row.getString("kind"),
                                row.getString("path"),
                                row.getLong("bytes"),
                                row.getString("sha256"))))
                .list();
    }
}
