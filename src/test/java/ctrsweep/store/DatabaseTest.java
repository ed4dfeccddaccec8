package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.sweep.ResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void beginsADatabaseAndItsFolder() {
        Path file = folder.resolve("new/deeper/sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            assertThat(database.use(SchemaVersion::of)).isEqualTo(SchemaVersion.CURRENT);
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "fullfsync")).isEqualTo("1");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("60000");
        }
    }

    @Test
    void threadsThatOpenAFreshDatabaseTogetherAllSucceed() throws Exception {
        Path file = folder.resolve("sweeps.db");
        Callable<SchemaVersion> opening = () -> {
            try (Database database = Database.openForWriting(file)) {
                return database.use(SchemaVersion::of);
            }
        };
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<SchemaVersion> opened : pool.invokeAll(Collections.nCopies(8, opening))) {
                assertThat(opened.get()).isEqualTo(SchemaVersion.CURRENT);
            }
        }
    }

    /// The quick look must agree with Flyway, or Flyway would be loaded each time.
    @Test
    void knowsEveryMigrationOfTheFolder() throws IOException {
        Path home = Path.of(System.getProperty("ctrsweep.home"));
        try (Stream<Path> files = Files.list(home.resolve(Dialect.SQLITE.folder()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Dialect.SQLITE.scripts().stream()
                            .filter(script -> script.endsWith(".sql"))
                            .toList());
        }
        assertThat(Dialect.SQLITE.scripts()).contains(V3__PointHashes.class.getName());
        assertThat(Dialect.SQLITE.scripts())
                .filteredOn(name -> name.matches("(.*\\.)?V\\d+__.*"))
                .last()
                .asString()
                .startsWith("V" + SchemaVersion.VERSION + "__");
    }

    @Test
    void anOlderViewIsReplaced() throws SQLException {
        Path file = fresh();
        execute(file, "DROP VIEW leaderboard", "UPDATE flyway_schema_history SET checksum = 1 WHERE version IS NULL");
        try (Database database = Database.openForReading(file)) {
            assertThat(database.use(SchemaVersion::of)).isEqualTo(SchemaVersion.BEHIND);
        }
        try (Database database = Database.openForWriting(file)) {
            assertThat(Fixture.rows(database, "SELECT count(*) FROM leaderboard"))
                    .containsExactly("0");
        }
    }

    @Test
    void aNewerDatabaseIsRefused() throws SQLException {
        Path file = fresh();
        execute(file, """
                INSERT INTO flyway_schema_history
                SELECT 99, '999', 'later', type, 'V999__later.sql', 7, installed_by, installed_on, 1, 1
                  FROM flyway_schema_history WHERE version = '1'""");
        String message =
                file + " was written by a newer ctrsweep: its schema is beyond version " + SchemaVersion.VERSION;
        refusedByBoth(file, message);
    }

    @Test
    void aForeignDatabaseIsRefused() throws SQLException {
        Path file = folder.resolve("other.db");
        execute(file, "CREATE TABLE studies (id INTEGER)");
        refusedByBoth(file, file + " is a SQLite database, but not one of ctrsweep");
    }

    @Test
    void aDatabaseThatAnotherProgramMigratedIsRefused() throws SQLException {
        Path file = fresh();
        execute(file, "UPDATE flyway_schema_history SET script = 'V1__init.sql' WHERE version = '1'");
        refusedByBoth(file, file + " is a SQLite database, but not one of ctrsweep");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a database\n".repeat(100));
        refusedByBoth(file, file + " is not a SQLite database");
        assertThat(file).hasContent("not a database\n".repeat(100));
        assertThat(names()).containsExactly("notes.txt");
    }

    @Test
    void aFolderIsRefused() {
        refusedByBoth(folder, folder + " is a folder, not a database");
    }

    @Test
    void aMissingDatabaseIsNotMadeByAQuery() throws IOException {
        Path file = folder.resolve("sweeps.db");
        assertThatThrownBy(() -> Database.openForReading(file))
                .isInstanceOf(ResultsException.class)
                .hasMessage("no database at " + file + "; launch a sweep first: ./sweep launch sweeps/quickstart.yaml");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("db"), "a file");
        Path file = inTheWay.resolve("sweeps.db");
        assertThatThrownBy(() -> Database.openForWriting(file))
                .isInstanceOf(ResultsException.class)
                .hasMessageStartingWith(file + " cannot be written: no file can be made in its folder");
    }

    @Test
    void whatIsReadOnlyIsCalledSo() {
        Path file = fresh();
        try (Database database = Database.openForReading(file)) {
            assertThatThrownBy(() -> database.use(handle -> handle.execute("DELETE FROM sweep")))
                    .isInstanceOf(ResultsException.class)
                    .hasMessage(file + " cannot be written: it or its folder is read-only");
        }
    }

    @Test
    void aFilesNameMayHoldAnyCharacter() {
        Path file = folder.resolve("a?b=c#d %20 'é\".db");
        Database.openForWriting(file).close();
        assertThat(file).exists();
        Database.openForReading(file).close();
    }

    @Test
    void aQueryReadsWhileALaunchWrites() {
        Path file = fresh();
        try (Database writer = Database.openForWriting(file)) {
            writer.transact(handle -> {
                handle.execute("""
                        INSERT INTO sweep (id, name, objective_split, objective_name, goal, method, seed, parameters, created_at)
                        VALUES (1, 's', 'val', 'auc', 'maximize', 'grid', 1, '[]', 0)""");
                try (Database reader = Database.openForReading(file)) {
                    assertThat(Fixture.rows(reader, "SELECT name FROM sweep")).isEmpty();
                }
                return 0;
            });
        }
    }

    private void refusedByBoth(Path file, String message) {
        assertThatThrownBy(() -> Database.openForReading(file))
                .isInstanceOf(ResultsException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Database.openForWriting(file))
                .isInstanceOf(ResultsException.class)
                .hasMessage(message);
    }

    private Path fresh() {
        Path file = folder.resolve("sweeps.db");
        Database.openForWriting(file).close();
        return file;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String pragma(Database database, String name) {
        return Fixture.rows(database, "PRAGMA " + name).getFirst();
    }
}
