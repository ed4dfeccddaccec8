package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `db/README.md` is for people who write their own SQL: its queries run, and the columns that it lists exist.
class ViewsTest {
    private static final Path README =
            Path.of(System.getProperty("ctrsweep.home")).resolve("db/README.md");

    @TempDir
    Path folder;

    @Test
    void theExamplesRun() throws IOException {
        Path file = folder.resolve("sweeps.db");
        new GeneratedResults("quickstart", 3).record(file, 4);
        String readme = Files.readString(README);
        List<String> examples = Stream.concat(
                        texts(readme, "(?s)```sql\n(.*?)```").flatMap(Pattern.compile(";\\s*")::splitAsStream),
                        texts(readme, "read_sql\\(\"(.*?)\""))
                .toList();
        assertThat(examples).hasSize(4);
        try (Database database = Database.openForReading(file)) {
            for (String example : examples) {
                assertThat(Fixture.rows(database, example)).as(example).isNotEmpty();
            }
        }
    }

    private static Stream<String> texts(String readme, String pattern) {
        return Pattern.compile(pattern).matcher(readme).results().map(found -> found.group(1));
    }

    @Test
    void theColumnsAreAsListed() throws IOException {
        List<String> listed = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith("| view |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceAll(" \\(JSON\\)", ""))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[1].replace("`", "").strip() + ": " + cells[3].strip())
                .toList();
        try (Database database = Fixture.database(folder)) {
            List<String> actual =
                    List.of("leaderboard", "point", "learning_curve", "epoch_metric", "trial_config").stream()
                            .map(view -> view + ": "
                                    + String.join(
                                            ", ",
                                            Fixture.rows(
                                                    database, "SELECT name FROM pragma_table_info('" + view + "')")))
                            .toList();
            assertThat(listed).isEqualTo(actual);
        }
    }
}
