package ctrsweep.store;

import ctrsweep.files.FileProblem;
import ctrsweep.files.PartFile;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.SweepSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Copies sweeps with all their rows from one database to another, of the same kind or not, in one transaction.
///
/// Ids are moved beyond those that are there. A database without sweeps becomes the copy of the other: it takes its
/// identity too, so that the folders of the sweeps' files belong to it.
public final class DatabaseCopy {
    private static final int BATCH = 1_000;

    /// The tables with a sweep's rows, each after those that it refers to.
    private static final List<Table> TABLES = List.of(
            new Table(
                    "sweep",
                    "id",
                    "id, name, objective_split, objective_name, goal, other_objectives, method, seed, parameters, created_at,"
                            + " generation, repeats, outputs, owner_name, tags, planned"),
            new Table(
                    "sweep_revision",
                    "sweep_id",
                    "id, sweep_id, generation, revision, spec_text, spec_hash, plan_hash, base, first_number, created_at"),
            new Table(
                    "trial",
                    "sweep_id",
                    "id, sweep_id, revision_id, generation, number, config_hash, point_hash, assignment, config, seed, state,"
                            + " attempt, owner, lease, epochs, best_epoch, best_value, stop_reason, error, seconds, created_at,"
                            + " started_at, ended_at, updated_at, heartbeat_at, device"),
            new Table("trial_param", "trial_id", "trial_id, path, value, number"),
            new Table("epoch", "trial_id", "trial_id, attempt, epoch, lr, seconds, rows, recorded_at"),
            new Table("measurement", "trial_id", "trial_id, attempt, epoch, metric_id, value, non_finite"),
            new Table("trial_metric", "trial_id", "trial_id, split, name, value, non_finite, low, high"),
            new Table("artifact", "trial_id", "trial_id, kind, path, bytes, sha256"),
            new Table("provenance", "trial_id", "trial_id, key, value"),
            new Table("sweep_reference", "sweep_id", "sweep_id, split, name, value"),
            new Table("sweep_basis", "sweep_id", "sweep_id, generation, varied, fact, value"));

    private final Handle from;
    private final Handle to;
    private final String sweeps;
    private final Map<String, Long> shifts = new HashMap<>();
    private final Map<Long, Long> metrics = new HashMap<>();

    private DatabaseCopy(Handle from, Handle to, List<SweepSummary> sweeps) {
        this.from = from;
        this.to = to;
        this.sweeps = Dialect.list(sweeps.stream().map(SweepSummary::id).toList());
    }

    /// How many rows were copied.
    public record Copied(int sweeps, long trials, long epochs) {}

    /// Copies sweeps, all of them or none.
    ///
    /// @param names of the sweeps; empty for all
    /// @throws ResultsException when there is none of such a name, or there is one in the other database
    public static Copied of(Database from, Database to, List<String> names) {
        return from.snapshot(source -> {
            Results results = new DatabaseResults(from);
            List<SweepSummary> sweeps = names.isEmpty()
                    ? results.sweeps()
                    : names.stream().distinct().map(results::sweep).toList();
            return to.transact(target -> new DatabaseCopy(source, target, sweeps).copy(sweeps, from.id()));
        });
    }

    /// Copies a database to a new file, completely or not at all.
    static void toFile(Database from, Path file) {
        try {
            Path part = PartFile.beside(file);
            try {
                try (Database to = Database.openForWriting(part)) {
                    of(from, to, List.of());
                    to.use(handle -> handle.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                for (String end : List.of("", "-wal", "-shm", ".lock")) {
                    Files.deleteIfExists(part.resolveSibling(part.getFileName() + end));
                }
            }
        } catch (IOException problem) {
            throw new ResultsException(
                    "%s cannot be copied to %s: %s".formatted(from.place(), file, FileProblem.of(problem)), problem);
        }
    }

    private Copied copy(List<SweepSummary> all, String identity) {
        all.forEach(sweep -> SweepNames.refuseTaken(to, sweep.name()));
        if (count("sweep") == 0) {
            to.execute("UPDATE identity SET id = ?", identity);
        }
        for (String table : List.of("sweep", "sweep_revision", "trial")) {
            shifts.put(table, last(table));
        }
        nameMetrics();
        Map<String, Long> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(table.name, copy(table)));
        Dialect.of(to).afterExplicitIds().forEach(to::execute);
        return new Copied(all.size(), rows.getOrDefault("trial", 0L), rows.getOrDefault("epoch", 0L));
    }

    private long count(String table) {
        return to.select("SELECT count(*) FROM " + table).mapTo(Long.class).one();
    }

    private long last(String table) {
        return to.select("SELECT coalesce(max(id), 0) FROM " + table)
                .mapTo(Long.class)
                .one();
    }

    private record NamedMetric(long id, String split, String name) {}

    private void nameMetrics() {
        List<NamedMetric> named = from.select("SELECT id, split, name FROM metric ORDER BY id")
                .map((row, context) -> new NamedMetric(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
        for (NamedMetric metric : named) {
            to.execute(
                    "INSERT INTO metric (split, name) VALUES (?, ?) ON CONFLICT (split, name) DO NOTHING",
                    metric.split,
                    metric.name);
            metrics.put(
                    metric.id,
                    to.select("SELECT id FROM metric WHERE split = ? AND name = ?", metric.split, metric.name)
                            .mapTo(Long.class)
                            .one());
        }
    }

    /// @return how many rows it had
    private long copy(Table table) {
        Batch batch = new Batch(table);
        from.createQuery("SELECT %s FROM %s WHERE %s ORDER BY %s"
                        .formatted(table.list(), table.name, table.ofSweeps(Dialect.of(from)), table.key))
                .bind("sweeps", sweeps)
                .setFetchSize(BATCH)
                .map((row, context) -> table.read(row))
                .forEach(batch::add);
        return batch.end();
    }

    /// Inserts rows in batches.
    private final class Batch {
        private final Table table;
        private final PreparedBatch rows;
        private long count;

        Batch(Table table) {
            this.table = table;
            this.rows = to.prepareBatch("INSERT INTO %s (%s) VALUES (%s)"
                    .formatted(
                            table.name,
                            table.list(),
                            String.join(", ", Collections.nCopies(table.columns.size(), "?"))));
        }

        void add(List<@Nullable Object> row) {
            for (int i = 0; i < row.size(); i++) {
                rows.bind(i, moved(table, table.columns.get(i), row.get(i)));
            }
            rows.add();
            count++;
            if (count % BATCH == 0) {
                rows.execute();
            }
        }

        long end() {
            if (rows.size() > 0) {
                rows.execute();
            }
            rows.close();
            return count;
        }
    }

    /// Ids as the other database has them.
    private @Nullable Object moved(Table table, String column, @Nullable Object value) {
        return switch (column) {
            case "id" -> shifted(table.name, value);
            case "sweep_id" -> shifted("sweep", value);
            case "revision_id" -> shifted("sweep_revision", value);
            case "trial_id" -> shifted("trial", value);
            case "metric_id" -> value instanceof Number id ? metrics.get(id.longValue()) : value;
            default -> value;
        };
    }

    private @Nullable Object shifted(String table, @Nullable Object id) {
        return id instanceof Number number ? number.longValue() + shifts.getOrDefault(table, 0L) : id;
    }

    /// @param key the column that leads to the sweep
    private record Table(String name, String key, List<String> columns) {
        Table(String name, String key, String columns) {
            this(name, key, List.of(columns.split(",\\s*", -1)));
        }

        String list() {
            return String.join(", ", columns);
        }

        /// The condition on the rows of some sweeps.
        String ofSweeps(Dialect dialect) {
            String chosen = "(" + dialect.numbers(":sweeps") + ")";
            return key.equals("trial_id")
                    ? "trial_id IN (SELECT id FROM trial WHERE sweep_id IN " + chosen + ")"
                    : key + " IN " + chosen;
        }

        List<@Nullable Object> read(ResultSet row) throws SQLException {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (String column : columns) {
                values.add(read(row, column));
            }
            return values;
        }

        private static @Nullable Object read(ResultSet row, String column) throws SQLException {
            if (column.endsWith("_at") || column.equals("lease")) {
                return Times.find(row, column).orElse(null);
            }
            return row.getObject(column) instanceof Number number ? number : row.getString(column);
        }
    }
}
