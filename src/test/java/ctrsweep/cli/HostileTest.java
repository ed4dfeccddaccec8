package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names, values and files that mean harm: none is done, and the error is clear.
class HostileTest {
    private static final String SQL = "x'); DROP TABLE trial; --";
    private static final String CONTROLS = "nul\u0000 red\u001b[31m bell\u0007 csi\u009b2J";

    @TempDir
    Path folder;

    @Test
    void sqlInWhatIsAskedForIsOnlyText() {
        SmallSweep sweep = recorded("s", "value", "error");
        assertThat(sweep.run("show", SQL).err()).startsWith("sweep: no sweep " + SQL);
        for (String[] question : new String[][] {
            {"best", SQL},
            {"trials", SQL},
            {"leaderboard", SQL},
            {"trials", "s", "--sort", SQL},
            {"trials", "s", "--where", "state = " + SQL},
            {"trials", "s", "--where", SQL + " = 1"},
            {"trials", "s", "--columns", "trial," + SQL},
        }) {
            Cli cli = sweep.run(question);
            assertThat(cli.code()).as(String.join(" ", question)).isIn(1, 2);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err()).startsWith("sweep: ").contains("DROP TABLE");
        }
        assertThat(sweep.ask("SELECT count(*) FROM trial")).containsExactly(List.of("2"));
    }

    @Test
    void sqlInWhatIsRecordedIsOnlyText() {
        SmallSweep sweep = recorded(SQL, SQL, SQL);
        assertThat(sweep.ask("SELECT name, json_extract(assignment, '$.model_name'), error FROM sweep, trial"))
                .contains(List.of(SQL, SQL, "null"), List.of(SQL, SQL, SQL));
        assertThat(sweep.run("trials", SQL, "--columns", "error", "--format", "csv")
                        .out())
                .isEqualTo("error\n\n" + SQL + "\n");
    }

    /// Not even JSON needs to hold them as they are.
    @Test
    void controlCharactersReachNoTerminalAndNoFile() throws IOException {
        SmallSweep sweep = recorded(CONTROLS, CONTROLS, CONTROLS);
        Path csv = folder.resolve("board.csv");
        assertThat(sweep.run("leaderboard", CONTROLS, "--csv", csv.toString()).code())
                .isZero();
        assertHarmless(Files.readString(csv));
        for (String[] question : new String[][] {
            {"list"},
            {"show", CONTROLS},
            {"show", CONTROLS, "0"},
            {"show", CONTROLS, "1"},
            {"show", "another"},
            {"best", CONTROLS},
            {"trials", CONTROLS},
            {"trials", CONTROLS, "--format", "csv"},
            {"trials", CONTROLS, "--format", "md"},
            {"trials", CONTROLS, "--format", "json"},
            {"leaderboard", CONTROLS},
            {"leaderboard", CONTROLS, "--format", "md"},
        }) {
            Cli cli = sweep.run(question);
            assertHarmless(cli.out());
            assertHarmless(cli.err());
            assertThat(cli.out() + cli.err()).as(String.join(" ", question)).contains("red");
        }
    }

    private static void assertHarmless(String text) {
        assertThat(text.codePoints().filter(point -> point != '\n' && Character.isISOControl(point)))
                .as(text)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../up", "..", ".", "/tmp/x", "a/b", "a\\\\b", "\\0", "\\e[31mred", "x'; DROP TABLE trial", ""})
    void aNameThatLeadsElsewhereIsRefusedBeforeAnythingIsMade(String name) {
        SmallSweep sweep = SmallSweep.in(folder);
        Path spec = sweep.spec(SmallSweep.GRID);
        sweep.write("small.yaml", read(spec).replace("name: small", "name: \"" + name + "\""));
        List<String> before = sweep.files();
        Cli cli = sweep.launch(spec);
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).startsWith("sweep: ").contains("small.yaml:2").contains("name");
        assertHarmless(cli.err());
        assertThat(sweep.files()).isEqualTo(before);
    }

    @Test
    @Timeout(10)
    void aSpecOfTenMegabytesIsRefusedAtOnce() {
        SmallSweep sweep = SmallSweep.in(folder);
        Path spec = sweep.write("large.yaml", "# nothing\n".repeat(1 << 20));
        assertThat(sweep.launch(spec)).isEqualTo(new Cli(1, "", "sweep: " + spec + ": is larger than 3 MB\n"));
    }

    @Test
    @Timeout(30)
    void depthsAndHeightsOfBracketsAreRefusedAtOnce() {
        SmallSweep sweep = SmallSweep.in(folder);
        for (String brackets : List.of("[".repeat(2 << 20), "{a: ".repeat(500_000), "- ".repeat(1 << 20))) {
            Cli cli = sweep.launch(sweep.write("deep.yaml", "parameters: " + brackets));
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.err()).hasLineCount(1).startsWith("sweep: ").contains("deep.yaml");
        }
    }

    @Test
    void aLinkAsOutputIsFollowedToAFileAndElseRefused() throws IOException {
        SmallSweep sweep = recorded("s", "value", "error");
        Path file = Files.writeString(folder.resolve("board.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        assertThat(sweep.run("leaderboard", "s", "--csv", link.toString()).code())
                .isZero();
        assertThat(file).content().startsWith("rank,trial");
        Path loose = Files.createSymbolicLink(folder.resolve("loose.csv"), folder.resolve("missing"));
        assertThat(sweep.run("leaderboard", "s", "--csv", loose.toString()))
                .isEqualTo(new Cli(1, "", "sweep: " + loose + " cannot be written: it is a link that leads nowhere\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A sweep with one trial that was completed and one that failed.
    private SmallSweep recorded(String name, String value, String error) {
        SmallSweep sweep = SmallSweep.in(folder);
        try (Database database = Database.openForWriting(sweep.database())) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep open = log.open(new SweepDefinition(
                    name,
                    "name: " + name,
                    "a",
                    "a",
                    Fixture.VAL_AUC,
                    Goal.MAXIMIZE,
                    "grid",
                    1,
                    List.of("model_name"),
                    1,
                    Experiment.DEFAULTS));
            log.finish(Fixture.take(log, open, planned(0, value)), Fixture.completed(0.7));
            log.finish(
                    Fixture.take(log, open, planned(1, value)), new Outcome.Failed(StopReason.ERROR, error, Map.of()));
        }
        return sweep;
    }

    private static PlannedTrial planned(long number, String value) {
        Assignment assignment = new Assignment(Map.of("model_name", new Value.Text(value)));
        return new PlannedTrial(number, assignment, Experiment.DEFAULTS, "hash-" + number);
    }
}
