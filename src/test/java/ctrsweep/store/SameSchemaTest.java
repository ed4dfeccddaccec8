package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The migrations of both databases give the same tables, views and columns.
class SameSchemaTest {
    @TempDir
    Path folder;

    @Test
    void bothHaveTheSameColumns() {
        try (Database file = Fixture.database(folder);
                Database server = PostgresServer.openForWriting(PostgresServer.schema())) {
            List<String> columns = Fixture.rows(server, """
                    SELECT table_name, column_name FROM information_schema.columns
                     WHERE table_schema = current_schema() AND table_name <> 'flyway_schema_history'""");
            assertThat(columns).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(Fixture.rows(file, """
                            SELECT parent.name, child.name
                              FROM sqlite_schema AS parent JOIN pragma_table_info(parent.name) AS child
                             WHERE parent.type IN ('table', 'view') AND parent.name <> 'flyway_schema_history'"""));
        }
    }

    @Test
    void typesSayWhatTheyHold() {
        try (Database server = PostgresServer.openForWriting(PostgresServer.schema())) {
            assertThat(Fixture.rows(server, """
                            SELECT DISTINCT data_type FROM information_schema.columns
                             WHERE table_schema = current_schema() AND table_name <> 'flyway_schema_history'
                               AND (column_name LIKE '%\\_at' OR column_name = 'lease')""")).containsExactly("timestamp with time zone");
            assertThat(Fixture.rows(server, """
                            SELECT table_name, column_name FROM information_schema.columns
                             WHERE table_schema = current_schema() AND data_type = 'jsonb' ORDER BY 1, 2""")).containsExactly("leaderboard|assignment", "trial_config|config");
        }
    }

    /// Settings of the trial replace those of the revision, and null removes them (RFC 7396).
    @Test
    void aPatchIsMergedAsInSqlite() {
        try (Database file = Fixture.database(folder);
                Database server = PostgresServer.openForWriting(PostgresServer.schema())) {
            for (String patch : List.of(
                    "'{}'",
                    "'{\"a\": 2}'",
                    "'{\"a\": null, \"c\": {\"e\": [1, null]}}'",
                    "'{\"b\": {\"x\": {\"y\": 1}}}'",
                    "'3'")) {
                String sql = "SELECT json_patch('{\"a\": 1, \"b\": {\"x\": 1, \"z\": null}, \"c\": 5}', " + patch + ")";
                assertThat(Fixture.rows(
                                server,
                                "SELECT CAST(CAST(value AS json) AS jsonb) FROM (%s) AS patched (value)"
                                        .formatted(sql)))
                        .isEqualTo(Fixture.rows(
                                server,
                                "SELECT CAST('%s' AS jsonb)"
                                        .formatted(Fixture.rows(file, sql).getFirst())));
            }
        }
    }

    /// Each migration has the same number in both folders, from the first that PostgreSQL has.
    @Test
    void knowsEveryMigrationOfTheFolder() throws IOException {
        Path home = Path.of(System.getProperty("ctrsweep.home"));
        try (Stream<Path> files = Files.list(home.resolve(Dialect.POSTGRESQL.folder()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Dialect.POSTGRESQL.scripts());
        }
        assertThat(Dialect.POSTGRESQL.scripts())
                .anyMatch(script -> script.startsWith("V" + SchemaVersion.VERSION + "__"));
    }
}
