package ctrsweep.store;

import ctrsweep.sweep.ResultsException;
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
    public static List<String> check(Database database) {
        return database.use(handle -> {
            List<String> faults = new ArrayList<>();
            switch (database) {
                case SqliteDatabase _ -> faults.addAll(pagesAndReferences(handle));
                // The server keeps its pages, and refuses rows that refer to none.
                case PostgresDatabase _ -> {}
            }
            if (faults.isEmpty()) {
                faults.addAll(disagreements(handle));
            }
            return faults.stream().limit(MOST_FAULTS).toList();
        });
    }

    private static List<String> pagesAndReferences(Handle handle) {
        List<String> faults = pages(handle);
        return faults.isEmpty() ? references(handle) : faults;
    }

    /// Something in the database that is not of this program's schema. A person's views and tables do no harm; a
    /// trigger on this program's tables may change or refuse what sweeps record.
    ///
    /// @param name `view by_day`, or `trigger keep on trial`
    public record Foreign(String name, boolean harmful) {}

    /// Finds all of these, sorted by name.
    public static List<Foreign> foreign(Database database) {
        Set<String> ours = SchemaVersion.created(database.dialect());
        return database.use(handle -> handle
                .select(database.dialect().objects())
                .map((row, context) -> new SchemaObject(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .filter(object -> !object.isOneOf(ours))
                .map(object -> new Foreign(object.toString(), object.isTriggerOn(ours)))
                .toList());
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
                           AND trial.best_value IS DISTINCT FROM (
                               SELECT value FROM trial_metric
                                WHERE trial_id = trial.id AND split = sweep.objective_split
                                  AND name = sweep.objective_name)""").mapTo(String.class).list();
    }

    /// Copies all sweeps to a new SQLite file, while others go on writing.
    ///
    /// @return the size of the copy in bytes
    public static long backup(Database database, Path copy) {
        if (Files.exists(copy)) {
            throw new ResultsException(copy + " exists already; remove it or name another file");
        }
        switch (database) {
            case SqliteDatabase sqlite -> sqlite.backup(copy);
            case PostgresDatabase server -> DatabaseCopy.toFile(server, copy);
        }
        return SqliteDatabase.size(copy);
    }

    /// Returns the space of deleted rows: to the file system, or to the server for other rows.
    public static Compacted compact(Database database) {
        return switch (database) {
            case SqliteDatabase sqlite -> sqlite.compact();
            case PostgresDatabase server -> server.compact();
        };
    }
}
