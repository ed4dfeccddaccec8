package ctrsweep.store;

import ctrsweep.files.FileProblem;
import ctrsweep.files.PartFile;
import ctrsweep.sweep.ResultsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// A database in a file: one connection, used by one thread at a time.
final class SqliteDatabase extends Database {
    /// What a reader may keep of the file, in kilobytes; a hundred thousand trials are read in the order of their
    /// ranks.
    private static final int READING_KILOBYTES = 65_536;

    /// How long a write waits for those of other processes, each of which takes milliseconds.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Excludes other threads; file locks exclude only other processes.
    private static final ReentrantLock MIGRATING = new ReentrantLock();

    private final Path file;
    private final Handle handle;
    private final Optional<Object> identity;
    private final ReentrantLock turn = new ReentrantLock();

    private SqliteDatabase(Path file, Handle handle) {
        this.file = file;
        this.handle = handle;
        identity = identity(file);
    }

    /// Opens for a launch: creates a missing database, migrates an older one, and checks that it can be written.
    static SqliteDatabase forWriting(Path file) {
        refuseFolder(file);
        if (isEmpty(file) || !isCurrent(file)) {
            prepare(file);
        }
        SqliteDatabase database = connect(file, writing(file));
        database.use(handle -> {
            database.refuseReadOnly();
            return handle.execute("PRAGMA fullfsync = 1");
        });
        return database;
    }

    /// Opens for a query, which writes nothing and delays no launch. A database of an older version is migrated
    /// first.
    static SqliteDatabase forReading(Path file) {
        refuseFolder(file);
        if (isEmpty(file)) {
            throw new ResultsException(
                    "no database at %s; launch a sweep first: ./sweep launch sweeps/quickstart.yaml".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new ResultsException(file + " cannot be read by this user");
        }
        if (isOlder(file)) {
            prepare(file);
        }
        return connect(file, reading(file));
    }

    /// Ignores views of an older version, which only people use.
    private static boolean isOlder(Path file) {
        try (SqliteDatabase database = connect(file, reading(file))) {
            return switch (database.use(SchemaVersion::of)) {
                case EMPTY, FOREIGN -> throw database.foreign();
                case AHEAD -> throw database.ahead();
                case BEHIND -> database.use(SchemaVersion::version) < SchemaVersion.VERSION;
                case CURRENT -> false;
            };
        }
    }

    @Override
    public String place() {
        return file.toAbsolutePath().normalize().toString();
    }

    @Override
    public boolean isWritable() {
        return Files.isWritable(file) && Files.isWritable(file.toAbsolutePath().getParent());
    }

    @Override
    Dialect dialect() {
        return Dialect.SQLITE;
    }

    /// All processes are on one machine, and so have its clock.
    @Override
    DatabaseClock clock() {
        InstantSource system = InstantSource.system();
        return _ -> system.instant();
    }

    /// @throws ResultsException also when the file was deleted, which SQLite would go on writing to
    @Override
    <T> T transact(Function<Handle, T> work) {
        T result = use(open -> open.inTransaction(work::apply));
        if (!identity.equals(identity(file))) {
            throw new ResultsException(
                    file + " was deleted or replaced while it was in use; what this process recorded is lost");
        }
        return result;
    }

    @Override
    <T> T record(Function<Handle, T> work) {
        return transact(work);
    }

    @Override
    <T> T stream(Function<Handle, T> work) {
        return use(work);
    }

    @Override
    <T> T snapshot(Function<Handle, T> work) {
        return use(open -> open.inTransaction(work::apply));
    }

    /// SQLite counts the changes that other connections commit.
    @Override
    long version() {
        return use(open -> open.select("PRAGMA data_version").mapTo(Long.class).one());
    }

    @Override
    <T> T use(Function<Handle, T> work) {
        turn.lock();
        try {
            return work.apply(handle);
        } catch (JdbiException problem) {
            throw SqliteProblem.of(file, problem);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            handle.close();
        } finally {
            turn.unlock();
        }
    }

    private static boolean isCurrent(Path file) {
        try (SqliteDatabase database = connect(file, writing(file))) {
            return switch (database.use(SchemaVersion::of)) {
                case FOREIGN -> throw database.foreign();
                case AHEAD -> throw database.ahead();
                case EMPTY, BEHIND -> false;
                case CURRENT ->
                    database.use(handle -> handle.select("PRAGMA journal_mode")
                            .mapTo(String.class)
                            .one()
                            .equals("wal"));
            };
        }
    }

    /// Locks out processes that start at the same time; only the first migrates.
    private static void prepare(Path file) {
        MIGRATING.lock();
        try (FileChannel channel = lockFile(file);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && (isEmpty(file) || !isCurrent(file))) {
                try (SqliteDatabase database = connect(file, writing(file))) {
                    database.use(handle -> handle.execute("PRAGMA journal_mode = WAL"));
                    database.keepOlder();
                }
                Migration.ofFile(file, migrating(file));
            }
        } catch (IOException problem) {
            throw new ResultsException(file + " cannot be locked: " + FileProblem.of(problem), problem);
        } finally {
            MIGRATING.unlock();
        }
    }

    /// Copies a database before its migration to a file beside it, `sweeps.db.v1.bak`.
    private void keepOlder() {
        int version = use(SchemaVersion::version);
        if (version > 0 && version < SchemaVersion.VERSION) {
            backup(file.resolveSibling("%s.v%d.bak".formatted(file.getFileName(), version)));
        }
    }

    /// Copies all committed data to another file, completely or not at all, while others go on writing.
    void backup(Path copy) {
        try {
            Path part = PartFile.beside(copy);
            try {
                use(handle -> handle.execute("VACUUM INTO ?", part.toString()));
                try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                discard(part);
            }
        } catch (IOException problem) {
            throw new ResultsException(
                    "%s cannot be copied to %s: %s".formatted(file, copy, FileProblem.of(problem)), problem);
        }
    }

    Upkeep.Compacted compact() {
        long before = size(file);
        use(open -> open.execute("VACUUM"));
        use(open -> open.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        return new Upkeep.Compacted(before, size(file));
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException problem) {
            throw new ResultsException(file + ": " + FileProblem.of(problem), problem);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException left) {
            // A file that cannot be deleted is recognised later by its name, which ends in .part.
            return;
        }
    }

    private static FileChannel lockFile(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException problem) {
            throw new ResultsException(
                    "%s cannot be written: no file can be made in its folder (%s)"
                            .formatted(file, FileProblem.of(problem)),
                    problem);
        }
    }

    private void refuseReadOnly() {
        handle.begin();
        handle.execute("DELETE FROM sweep WHERE 0");
        handle.rollback();
    }

    private static void refuseFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new ResultsException(file + " is a folder, not a database");
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.notExists(file) || Files.size(file) == 0;
        } catch (IOException problem) {
            throw new ResultsException(file + " cannot be read: " + problem, problem);
        }
    }

    /// Identifies the file among others of the same name, if the system can; empty if there is no file.
    private static Optional<Object> identity(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(Optional.ofNullable(attributes.fileKey()).orElse(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private ResultsException foreign() {
        return new ResultsException(file + " is a SQLite database, but not one of ctrsweep");
    }

    private ResultsException ahead() {
        return new ResultsException(
                file + " was written by a newer ctrsweep: its schema is beyond version " + SchemaVersion.VERSION);
    }

    private static SqliteDatabase connect(Path file, SQLiteDataSource source) {
        try {
            return new SqliteDatabase(
                    file, Dialect.SQLITE.on(Jdbi.create(source)).open());
        } catch (JdbiException problem) {
            throw SqliteProblem.of(file, problem);
        }
    }

    private static SQLiteDataSource writing(Path file) {
        return writing(file, true);
    }

    private static SQLiteDataSource migrating(Path file) {
        return writing(file, false);
    }

    private static SQLiteDataSource writing(Path file, boolean enforcingForeignKeys) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.enforceForeignKeys(enforcingForeignKeys);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return source(config, url(file));
    }

    /// Tells SQLite that a file on a read-only medium does not change.
    private static SQLiteDataSource reading(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setCacheSize(-READING_KILOBYTES);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.setReadOnly(true);
        Path folder = file.toAbsolutePath().getParent();
        boolean frozen = !Files.isWritable(folder) && isEmpty(file.resolveSibling(file.getFileName() + "-wal"));
        return source(config, url(file) + (frozen ? "?immutable=1" : ""));
    }

    private static SQLiteDataSource source(SQLiteConfig config, String url) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    /// Returns the file as a URI, so that SQLite reads no character of its name as an option.
    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri();
    }
}
