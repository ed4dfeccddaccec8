package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `db/README.md` is for people who bring their own SQL: its examples run, and its columns are those that there are.
class ViewsTest {
    private static final Path README =
            Path.of(System.getProperty("ctrsweep.home")).resolve("db/README.md");

    @TempDir
    Path folder;

    @Test
    void theExamplesRun() throws IOException {
        Path file = folder.resolve("sweeps.db");
        new GeneratedResults("quickstart", 3).record(file, 4);
        String sql = Files.readString(README).split("```(sql\n)?", -1)[1];
        List<String> examples = Pattern.compile(";\\s*")
                .splitAsStream(sql)
                .filter(text -> !text.isBlank())
                .toList();
        assertThat(examples).hasSize(3);
        try (Database database = Database.openForReading(file)) {
            for (String example : examples) {
                assertThat(Fixture.rows(database, example)).as(example).isNotEmpty();
            }
        }
    }

    @Test
    void theColumnsAreAsTold() throws IOException {
        List<String> told = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceAll(" \\(JSON\\)", ""))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[1].replace("`", "").strip() + ": " + cells[3].strip())
                .toList();
        try (Database database = Fixture.database(folder)) {
            List<String> there =
                    List.of("leaderboard", "point", "learning_curve", "epoch_metric", "trial_config").stream()
                            .map(view -> view + ": "
                                    + String.join(
                                            ", ",
                                            Fixture.rows(
                                                    database, "SELECT name FROM pragma_table_info('" + view + "')")))
                            .toList();
            assertThat(told).isEqualTo(there);
        }
    }
}
