package ctrsweep.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL server that can be restarted as after a crash. It commits to disk, as servers in use do.
public final class RestartableServer implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path data;
    private final Path program;

    private RestartableServer(EmbeddedPostgres server) {
        this.server = server;
        this.data = Path.of(ask("SHOW data_directory"));
        this.program = Path.of(ask("SELECT setting FROM pg_config WHERE name = 'BINDIR'"))
                .resolve("pg_ctl");
    }

    public static RestartableServer start(Path folder) throws IOException {
        return new RestartableServer(EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(folder, "server"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    }

    public String url() {
        return "postgresql://postgres@localhost:%d/postgres".formatted(server.getPort());
    }

    /// Ends the server at once, without a checkpoint, and starts it again.
    public void restart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name", "").equals("root")) {
            // The server refuses to be root's; this is how it was started, too.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                program.toString(), "restart", "-D", data.toString(), "-m", "immediate", "-w", "-l", "/dev/null"));
        Process restart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (restart.waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }

    /// The first column of the first row; "0" while the server has no such table.
    public String ask(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            return "0";
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
