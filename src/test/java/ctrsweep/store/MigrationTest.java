package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ConfigTree;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database as version 1 left it: one sweep of two learning rates and two seeds, two epochs each.
class MigrationTest {
    private static final Path VERSION_1 = Path.of("src/test/resources/database/v1.sql");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void anOldDatabase() throws IOException, SQLException {
        file = folder.resolve("sweeps.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.executeUpdate(Files.readString(VERSION_1));
        }
    }

    @Test
    void isBroughtUpToDateByALaunchOrAQueryAfterACopyWasMade() throws IOException, SQLException {
        List<String> before = content(file);
        try (Database database = Database.openForReading(file)) {
            assertThat(database.use(SchemaVersion::of)).isEqualTo(SchemaVersion.CURRENT);
        }
        assertThat(names()).contains("sweeps.db.v1.bak").noneMatch(name -> name.endsWith(".part"));
        assertThat(content(folder.resolve("sweeps.db.v1.bak"))).isEqualTo(before);
        Database.openForWriting(file).close();
        assertThat(names()).contains("sweeps.db.v1.bak");
    }

    @Test
    void keepsEveryEpochConfigAndRank() {
        try (Database database = Database.openForWriting(file)) {
            DatabaseResults queries = new DatabaseResults(database);
            SweepSummary sweep = queries.sweep("old");
            List<Trial> trials = queries.trials(sweep);
            // The two seeds of a point have its rank, and stand by number.
            assertThat(trials).extracting(Trial::number).containsExactly(2L, 3L, 0L, 1L);
            for (Trial trial : trials) {
                assertThat(ConfigTree.hash(queries.config(sweep, trial))).isEqualTo(trial.configHash());
                assertThat(queries.trial(sweep, trial.number()).epochs())
                        .hasSize(2)
                        .allSatisfy(epoch -> assertThat(epoch.metrics()).hasSize(9));
            }
            assertThat(Fixture.rows(database, "SELECT count(*), sum(value) FROM epoch_metric"))
                    .containsExactly("72|" + SUM);
            assertThat(Fixture.rows(database, "PRAGMA foreign_key_check")).isEmpty();
        }
    }

    /// `SELECT sum(value) FROM epoch_metric` of the old database.
    private static final String SUM = "47.25859930502453";

    @Test
    void trialsThatDifferInTheirSeedAreOnePoint() {
        try (Database database = Database.openForWriting(file)) {
            assertThat(
                            Fixture.rows(
                                    database,
                                    "SELECT group_concat(number, ' ' ORDER BY number) FROM trial GROUP BY point_hash ORDER BY 1"))
                    .containsExactly("0 1", "2 3");
        }
    }

    /// An upgrade that is interrupted by a failure leaves the old database as it was.
    @Test
    void isUpgradedWholeOrNotAtAll() throws SQLException {
        execute("UPDATE trial SET config = '{\"dnn\": 1}' WHERE number = 0");
        execute("CREATE TABLE metric (id INTEGER PRIMARY KEY)");
        assertThatThrownBy(() -> Database.openForWriting(file))
                .isInstanceOf(ResultsException.class)
                .hasMessageContaining(file.toString());
        execute("DROP TABLE metric");
        execute("SELECT count(*) FROM epoch_metric");
        try (Database database = Database.openForWriting(file)) {
            assertThat(Fixture.rows(database, "SELECT count(*) FROM trial WHERE point_hash = config_hash"))
                    .containsExactly("1");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Every row of version 1's tables.
    private static List<String> content(Path database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection opened = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = opened.createStatement()) {
            for (String table : List.of("sweep", "sweep_revision", "trial", "epoch", "epoch_metric", "trial_metric")) {
                ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2, 3, 4, 5");
                while (row.next()) {
                    StringJoiner text = new StringJoiner("|");
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        text.add(row.getString(column));
                    }
                    rows.add(table + " " + text);
                }
            }
        }
        return rows;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
