package ctrsweep.store;

import ctrsweep.sweep.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL server of the tests, one for all tests of a JVM. It starts when it is first asked for.
public final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private PostgresServer() {}

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static int port() {
        return Started.SERVER.getPort();
    }

    /// A schema that does not exist yet.
    public static DatabaseAddress.Server schema() {
        return address("postgres", "test_" + SCHEMAS.incrementAndGet());
    }

    public static DatabaseAddress.Server address(String user, String schema) {
        return new DatabaseAddress.Server("%s@localhost:%d/postgres?currentSchema=%s".formatted(user, port(), schema));
    }

    public static Database openForWriting(DatabaseAddress.Server address) {
        return Database.openForWriting(address, _ -> {});
    }

    /// Makes the server ask a user for a password, which it does not ask others for.
    public static void requirePassword(String user) throws IOException {
        Path rules = Path.of(ask("SHOW hba_file"));
        Files.writeString(rules, "host all " + user + " all scram-sha-256\n" + Files.readString(rules));
        execute("SELECT pg_reload_conf()");
    }

    private static String ask(String sql) {
        try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs statements as the server's owner.
    public static void execute(String... statements) {
        try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
