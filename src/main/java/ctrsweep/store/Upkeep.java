package ctrsweep.store;

import ctrsweep.files.FileProblem;
import ctrsweep.sweep.ResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Checks, copies and compacts a database.
public final class Upkeep {
    private static final int MOST_FAULTS = 10;

    private Upkeep() {}

    /// The size of the file in bytes.
    public record Compacted(long before, long after) {}

    /// Checks that the file is sound and that its rows agree with each other; repairs nothing.
    ///
    /// @return what is wrong, at most some; empty when all is well
    public static List<String> check(Path file) {
        try (Database database = Database.openForReading(file)) {
            return database.use(handle -> {
                List<String> faults = new ArrayList<>(pages(handle));
                if (faults.isEmpty()) {
                    faults.addAll(references(handle));
                    faults.addAll(disagreements(handle));
                }
                return faults.stream().limit(MOST_FAULTS).toList();
            });
        }
    }

    /// Something in the database that is not of this program's schema. A person's views and tables do no harm; a
    /// trigger on this program's tables may change or refuse what sweeps record.
    ///
    /// @param name `view by_day`, or `trigger keep on trial`
    public record Foreign(String name, boolean harmful) {}

    /// Finds all of these, sorted by name.
    public static List<Foreign> foreign(Path file) {
        try (Database database = Database.openForReading(file)) {
            Set<String> ours = SchemaVersion.created();
            return database.use(handle -> handle
                    .select("""
                            SELECT type, name, tbl_name FROM sqlite_schema
                             WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                             ORDER BY type, name""")
                    .map((row, context) -> new SchemaObject(row.getString(1), row.getString(2), row.getString(3)))
                    .stream()
                    .filter(object -> !object.isOneOf(ours))
                    .map(object -> new Foreign(object.toString(), object.isTriggerOn(ours)))
                    .toList());
        }
    }

    private record SchemaObject(String type, String name, String table) {
        boolean isOneOf(Set<String> names) {
            return names.contains(name.toLowerCase(Locale.ROOT));
        }

        boolean isTriggerOn(Set<String> tables) {
            return type.equals("trigger") && tables.contains(table.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return type.equals("trigger") ? "trigger %s on %s".formatted(name, table) : type + " " + name;
        }
    }

    private static List<String> pages(Handle handle) {
        return handle.select("PRAGMA integrity_check(%d)".formatted(MOST_FAULTS)).mapTo(String.class).stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    private static List<String> references(Handle handle) {
        Map<String, Long> faults = handle
                .select("PRAGMA foreign_key_check")
                .map((row, context) -> "rows of %s without their %s".formatted(row.getString(1), row.getString(3)))
                .stream()
                .collect(Collectors.groupingBy(fault -> fault, TreeMap::new, Collectors.counting()));
        return faults.entrySet().stream()
                .map(fault -> fault.getValue() + " " + fault.getKey())
                .toList();
    }

    /// Compares redundant facts that transactions keep equal: epoch counts with epochs, objectives with their
    /// metrics.
    private static List<String> disagreements(Handle handle) {
        return handle.select("""
                        SELECT 'trial ' || trial.number || ' of sweep ' || sweep.name || ' counts '
                               || trial.epochs || ' epochs, but its latest is '
                               || coalesce((SELECT max(epoch) FROM epoch WHERE trial_id = trial.id), 0)
                          FROM trial JOIN sweep ON sweep.id = trial.sweep_id
                         WHERE trial.epochs <> coalesce((SELECT max(epoch) FROM epoch WHERE trial_id = trial.id), 0)
                           AND trial.state <> 'failed'
                        UNION ALL
                        SELECT 'trial ' || trial.number || ' of sweep ' || sweep.name
                               || ' has another objective than its metrics say'
                          FROM trial JOIN sweep ON sweep.id = trial.sweep_id
                         WHERE trial.state = 'completed'
                           AND trial.best_value IS NOT (
                               SELECT value FROM trial_metric
                                WHERE trial_id = trial.id AND split = sweep.objective_split
                                  AND name = sweep.objective_name)""").mapTo(String.class).list();
    }

    /// @return the size of the copy in bytes
    public static long backup(Path file, Path copy) {
        if (Files.exists(copy)) {
            throw new ResultsException(copy + " exists already; remove it or name another file");
        }
        try (Database database = Database.openForReading(file)) {
            database.backup(copy);
            return Files.size(copy);
        } catch (IOException problem) {
            throw new ResultsException(copy + ": " + FileProblem.of(problem), problem);
        }
    }

    public static Compacted compact(Path file) {
        try (Database database = Database.openForWriting(file)) {
            long before = size(file);
            database.use(handle -> handle.execute("VACUUM"));
            database.use(handle -> handle.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
            return new Compacted(before, size(file));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException problem) {
            throw new ResultsException(file + ": " + FileProblem.of(problem), problem);
        }
    }
}
