package ctrsweep.store;

import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power fails while SQLite writes its log: what is left of it is cut at any place.
class CutWalTest {
    @TempDir
    Path folder;

    private final List<List<String>> history = new ArrayList<>();

    @Test
    void whatIsLeftOfTheLogIsAPrefixOfHistory() throws IOException {
        Path file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            remember(database);
            makeHistory(database);
            Path copies = copy(file, "");
            Wal wal = Wal.read(Path.of(file + "-wal"));
            assertThat(wal.frames()).isGreaterThan(history.size());
            int known = 0;
            for (int cut : cuts(wal)) {
                int now = history.indexOf(afterCut(copies, wal, cut));
                assertThat(now).as("after %d bytes", cut).isBetween(known, known + 1);
                known = now;
            }
            assertThat(known).as("all of the log is all of history").isEqualTo(history.size() - 1);
        }
    }

    /// Another program holds the database open, so that nothing of its schema is in the file itself.
    @Test
    void aSchemaThatWasCutShortIsMadeAgain() throws Exception {
        Path file = folder.resolve("sweeps.db");
        try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            pragma(holder, "PRAGMA journal_mode = WAL");
            pragma(holder, "SELECT count(*) FROM sqlite_schema");
            try (Database database = Database.openForWriting(file)) {
                remember(database);
                Path copies = copy(file, "");
                Wal wal = Wal.read(Path.of(file + "-wal"));
                assertThat(wal.frames()).isGreaterThan(20);
                for (int frame = 0; frame <= wal.frames(); frame++) {
                    assertThat(withoutIdentity(afterCut(copies, wal, wal.begin(frame))))
                            .as("before frame %d", frame)
                            .isEqualTo(withoutIdentity(history.getFirst()));
                }
            }
        }
    }

    /// A schema that is made again has another.
    private static List<String> withoutIdentity(List<String> content) {
        return content.stream().filter(line -> !line.matches("[0-9a-f]{16}")).toList();
    }

    private static void pragma(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void makeHistory(Database database) {
        DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
        OpenSweep sweep = log.open(definition("s", "a"));
        remember(database);
        for (int number = 0; number < 3; number++) {
            RunningTrial trial = take(log, sweep, planned(number, 0.1 + number));
            remember(database);
            for (int epoch = 1; epoch <= 4; epoch++) {
                log.recordEpoch(trial, epoch(epoch, 0.5 + epoch / 10.0));
                remember(database);
            }
            log.finish(
                    trial, number == 1 ? new Outcome.Failed(StopReason.ERROR, "of old age", Map.of()) : completed(0.9));
            remember(database);
        }
    }

    private void remember(Database database) {
        history.add(content(database));
    }

    /// At the beginning and the end of each frame, behind its header, and in the middle of its page.
    private static List<Integer> cuts(Wal wal) {
        List<Integer> cuts = new ArrayList<>(List.of(0, 7));
        for (int frame = 0; frame < wal.frames(); frame++) {
            int begin = wal.begin(frame);
            cuts.addAll(List.of(begin, begin + 24, (begin + wal.begin(frame + 1)) / 2));
        }
        cuts.add(wal.begin(wal.frames()));
        return cuts;
    }

    private Path copy(Path file, String part) throws IOException {
        return Files.copy(Path.of(file + part), folder.resolve("copied.db" + part));
    }

    private List<String> afterCut(Path original, Wal wal, int cut) throws IOException {
        Path file = Files.createTempDirectory(folder, "cut").resolve("sweeps.db");
        Files.copy(original, file);
        Files.write(Path.of(file + "-wal"), Arrays.copyOf(wal.bytes().array(), cut));
        try (Database database = Database.openForWriting(file)) {
            assertThat(Fixture.rows(database, "PRAGMA integrity_check")).containsExactly("ok");
            assertThat(Fixture.rows(database, "PRAGMA foreign_key_check")).isEmpty();
            return content(database);
        }
    }

    /// Every row of every table of ours.
    private static List<String> content(Database database) {
        return Fixture.rows(database, """
                        SELECT name FROM sqlite_schema
                         WHERE type = 'table' AND name NOT LIKE 'flyway%' ORDER BY name""").stream()
                .flatMap(table ->
                        Stream.concat(Stream.of(table), Fixture.rows(database, "SELECT * FROM " + table).stream()))
                .toList();
    }
}
