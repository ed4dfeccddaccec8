package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.PostgresServer;
import ctrsweep.sweep.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with an address, a server or a user's rights takes one line.
class PostgresTroubleTest {
    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    private SmallSweep sweep;
    private int port;

    @BeforeEach
    void server() {
        sweep = SmallSweep.in(folder);
        port = PostgresServer.port();
    }

    private Cli ask(String url, String... words) {
        Cli answer = Cli.launch(folder, DatabaseAddress.of(url.replace("PORT", Integer.toString(port))), 100, words);
        assertThat(answer.err()).doesNotContain(SECRET).doesNotContain("internal error");
        assertThat(answer.out()).isEmpty();
        return answer;
    }

    private Cli refused(String url, String words, String message) {
        Cli answer = ask(url, words.split(" ", -1));
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).startsWith("sweep: " + message.replace("PORT", Integer.toString(port)));
        assertThat(answer.err().lines()).hasSize(1);
        return answer;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://ada:hunter2@localhost:1/lab               | postgresql://ada@localhost:1/lab: nothing answers at localhost:1
            postgresql://ada:hunter2@no-such-host.invalid/lab      | postgresql://ada@no-such-host.invalid/lab: there is no host no-such-host.invalid
            postgresql://postgres:hunter2@localhost:PORT/nowhere   | postgresql://postgres@localhost:PORT/nowhere: database "nowhere" does not exist
            postgresql://nobody:hunter2@localhost:PORT/postgres    | postgresql://nobody@localhost:PORT/postgres refuses the user: role "nobody" does not exist
            postgresql://postgres:hunter2@localhost:PORT/postgres?sslmode=require | postgresql://postgres@localhost:PORT/postgres: connection rejected: The server does not support SSL.
            postgresql://postgres:hunter2@localhost:PORT/postgres?sslmod=require  | postgresql://postgres@localhost:PORT/postgres: no parameter sslmod; did you mean sslmode?
            postgresql://postgres:hunter2@localhost:PORT           | postgresql://postgres@localhost:PORT is not an address of PostgreSQL
            postgresql://postgres:hun%ter2@localhost:PORT/postgres | postgresql://postgres@localhost:PORT/postgres: a % must be written %25
            postgresql://postgres:hunter2@localhost:x/postgres     | postgresql://postgres@localhost:x/postgres: localhost:x is not a host with a port
            postgresql://postgres@localhost:PORT/postgres?currentSchema=none | postgresql://postgres@localhost:PORT/postgres?currentSchema=none has no sweeps: schema none is empty
            """)
    void ofAnAddress(String url, String message) {
        refused(url, "list", message);
        if (!url.contains("none")) {
            refused(url, "launch " + sweep.spec(SmallSweep.GRID), message);
        }
    }

    @Test
    void ofAWrongPassword() throws IOException {
        PostgresServer.execute("CREATE ROLE ada LOGIN PASSWORD 'right'", "CREATE SCHEMA of_ada AUTHORIZATION ada");
        PostgresServer.requirePassword("ada");
        String address = "postgresql://ada@localhost:PORT/postgres?currentSchema=of_ada";
        refused(
                "postgresql://ada:hunter2@localhost:PORT/postgres?currentSchema=of_ada",
                "list",
                address + " refuses the user: password authentication failed for user \"ada\"");
        refused(address, "list", address + ": connection rejected: The server requested SCRAM-based authentication");
        assertThat(ask("postgresql://ada:right@localhost:PORT/postgres?currentSchema=of_ada", "list")
                        .err())
                .contains("has no sweeps");
    }

    /// A reader, a writer and the owner have the rights that db/README.md grants them.
    @Test
    void ofRights() throws IOException {
        PostgresServer.execute("CREATE ROLE reader LOGIN", "CREATE ROLE writer LOGIN", "CREATE ROLE stranger LOGIN");
        String owner = "postgresql://postgres@localhost:PORT/postgres?currentSchema=lab";
        Path spec = sweep.spec(SmallSweep.GRID);
        assertThat(launch(owner, spec, "--parameter", "training.lr=0.001").code())
                .isZero();
        PostgresServer.execute(grants());
        String url = "postgresql://%s@localhost:PORT/postgres?currentSchema=lab";
        assertThat(Cli.launch(folder, address(url.formatted("reader")), 100, "list")
                        .code())
                .isZero();
        refused(
                url.formatted("reader"),
                "launch " + spec,
                url.formatted("reader") + ": a right is missing: permission denied for table");
        refused(url.formatted("stranger"), "list", url.formatted("stranger"));
        assertThat(launch(url.formatted("writer"), spec).code()).isZero();
        refused(
                "postgresql://writer@localhost:PORT/postgres?currentSchema=another",
                "launch " + spec,
                "postgresql://writer@localhost:PORT/postgres?currentSchema=another: a right is missing: permission denied for database postgres");
    }

    private DatabaseAddress address(String url) {
        return DatabaseAddress.of(url.replace("PORT", Integer.toString(port)));
    }

    private Cli launch(String url, Path spec, String... more) {
        return Cli.launch(
                folder,
                address(url),
                100,
                Stream.concat(Stream.of("launch", spec.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String[] grants() throws IOException {
        String readme =
                Files.readString(Path.of(System.getProperty("ctrsweep.home")).resolve("db/README.md"));
        String sql = readme.substring(readme.indexOf("GRANT "));
        return sql.substring(0, sql.indexOf("```")).split(";\\s*", -1);
    }

    @Test
    void ofASchema() {
        PostgresServer.execute("CREATE SCHEMA foreigner", "CREATE TABLE foreigner.users (id integer)");
        String foreigner = "postgresql://postgres@localhost:PORT/postgres?currentSchema=foreigner";
        refused(foreigner, "list", foreigner + ": schema foreigner has tables of another program");
        refused(
                foreigner,
                "launch " + sweep.spec(SmallSweep.GRID),
                foreigner + ": schema foreigner has tables of another program");
        String newer = "postgresql://postgres@localhost:PORT/postgres?currentSchema=newer";
        PostgresServer.openForWriting((DatabaseAddress.Server) address(newer)).close();
        PostgresServer.execute("""
                INSERT INTO newer.flyway_schema_history
                SELECT 99, '999', 'later', type, 'V999__later.sql', 7, installed_by, installed_on, 1, true
                  FROM newer.flyway_schema_history WHERE version = '8'""");
        refused(newer, "list", newer + " was written by a newer ctrsweep: its schema is beyond version ");
    }
}
