package ctrsweep.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Deletes or renames a sweep, unless a process may be running its trials.
public final class SweepEdits {
    private final Database database;
    private final LivingTrials living;

    /// @param dead whether an owner has certainly ended, see [Owner#knowsDead]
    public SweepEdits(Database database, Predicate<String> dead) {
        this.database = database;
        this.living = new LivingTrials(database.clock(), dead);
    }

    /// The number of a sweep's rows in the database.
    public record Contents(long trials, long epochs) {}

    /// Counts a sweep's rows; empty when there is no sweep of this name.
    public static Optional<Contents> contents(Database database, String name) {
        return database.use(handle -> SweepNames.find(handle, name).map(sweep -> handle.select("""
                        SELECT count(*) AS trials, coalesce(sum(epochs), 0) AS epochs FROM trial WHERE sweep_id = :sweep""")
                .bind("sweep", sweep)
                .map((row, context) -> new Contents(row.getLong("trials"), row.getLong("epochs")))
                .one()));
    }

    /// A file that a trial of the sweep wrote.
    ///
    /// @param host that wrote it; empty if it is not known
    /// @param path relative to the project's folder there, or absolute
    public record WrittenFile(String host, String path) {}

    /// The files of a sweep by host and path; none when there is no sweep of this name.
    public static List<WrittenFile> files(Database database, String name) {
        return database.use(handle -> handle.select("""
                        SELECT coalesce(provenance.value, '') AS host, artifact.path AS path
                          FROM sweep
                          JOIN trial ON trial.sweep_id = sweep.id
                          JOIN artifact ON artifact.trial_id = trial.id
                          LEFT JOIN provenance ON provenance.trial_id = trial.id AND provenance.key = 'host'
                         WHERE sweep.name = :name
                         ORDER BY host, path""")
                .bind("name", name)
                .map((row, context) -> new WrittenFile(row.getString("host"), row.getString("path")))
                .list());
    }

    /// Deletes the sweep, if it exists, with all its rows.
    public void delete(String name) {
        database.transact(handle -> {
            Optional<Long> sweep = SweepNames.find(handle, name);
            sweep.ifPresent(id -> {
                living.refuse(handle, id, name);
                handle.execute("DELETE FROM trial WHERE sweep_id = ?", id);
                handle.execute("DELETE FROM sweep WHERE id = ?", id);
            });
            return sweep;
        });
    }

    /// Renames a sweep, also in the paths of its files.
    ///
    /// @param folders the present and the future prefix of its files' paths
    /// @param move moves those files; it runs last, and if it fails nothing has changed
    /// @throws ResultsException when there is no such sweep, or the new name is taken
    public void rename(String name, String newName, Moved folders, Runnable move) {
        database.transact(handle -> {
            SweepNames.refuseTaken(handle, newName);
            long sweep = new DatabaseResults(database).sweep(name).id();
            living.refuse(handle, sweep, name);
            handle.execute("UPDATE sweep SET name = ? WHERE id = ?", newName, sweep);
            rename(handle, sweep, folders.from() + "/", folders.to() + "/");
            move.run();
            return sweep;
        });
    }

    /// The paths of a sweep's folder before and after.
    public record Moved(String from, String to) {}

    private static void rename(Handle handle, long sweep, String prefix, String newPrefix) {
        handle.createUpdate("""
                        UPDATE artifact
                           SET path = :new || substr(path, length(:old) + 1)
                         WHERE trial_id IN (SELECT id FROM trial WHERE sweep_id = :sweep)
                           AND substr(path, 1, length(:old)) = :old""")
                .bind("sweep", sweep)
                .bind("old", prefix)
                .bind("new", newPrefix)
                .execute();
    }
}
