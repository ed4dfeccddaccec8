package ctrsweep.store;

import ctrsweep.sweep.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// An open results database.
public abstract sealed class Database implements AutoCloseable permits SqliteDatabase, PostgresDatabase {

    /// Opens for a launch: creates a missing database, migrates an older one, and checks that it can be written.
    ///
    /// @param told gets a line when the connection is lost, and one when it is back
    public static Database openForWriting(DatabaseAddress address, Consumer<String> told) {
        return switch (address) {
            case DatabaseAddress.File(Path path) -> SqliteDatabase.forWriting(path);
            case DatabaseAddress.Server server -> PostgresDatabase.forWriting(server, told);
        };
    }

    public static Database openForWriting(Path file) {
        return SqliteDatabase.forWriting(file);
    }

    /// Whether there is a database: a file that is not missing, or a schema with tables.
    public static boolean exists(DatabaseAddress address) {
        return switch (address) {
            case DatabaseAddress.File(Path path) -> Files.exists(path);
            case DatabaseAddress.Server server -> PostgresDatabase.exists(server);
        };
    }

    /// Opens for a query, which writes nothing and delays no launch.
    ///
    /// @param told gets a line when the connection is lost, and one when it is back
    public static Database openForReading(DatabaseAddress address, Consumer<String> told) {
        return switch (address) {
            case DatabaseAddress.File(Path path) -> SqliteDatabase.forReading(path);
            case DatabaseAddress.Server server -> PostgresDatabase.forReading(server, told);
        };
    }

    public static Database openForReading(Path file) {
        return SqliteDatabase.forReading(file);
    }

    /// The file or URL in words, without a password.
    public abstract String place();

    /// Identifies this database; a copy has the same id.
    public String id() {
        return use(handle ->
                handle.select("SELECT id FROM identity").mapTo(String.class).one());
    }

    /// Whether this user may write to it.
    public abstract boolean isWritable();

    abstract Dialect dialect();

    abstract DatabaseClock clock();

    /// Runs the work as one transaction, which is committed when this returns or has no effect. No other transaction
    /// writes meanwhile.
    abstract <T> T transact(Function<Handle, T> work);

    /// The same for what happens to one trial: in PostgreSQL, such transactions run beside each other. The work may
    /// run again, in a new transaction, if the connection is lost.
    abstract <T> T record(Function<Handle, T> work);

    /// Runs statements that only read. They may run again if the connection is lost.
    abstract <T> T use(Function<Handle, T> work);

    /// The same for work that passes rows on while it reads them, and so runs once.
    abstract <T> T stream(Function<Handle, T> work);

    /// Reads several things as of one moment.
    abstract <T> T snapshot(Function<Handle, T> work);

    /// Another number whenever another process has written.
    abstract long version();

    @Override
    public abstract void close();
}
