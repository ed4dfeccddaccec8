package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.store.SweepEdits;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `delete` and `rename`.
class SweepEditsTest {
    private static final String CONTENTS = "sweep first with 1 trials and 3 epochs";

    @TempDir
    Path folder;

    private Path file;

    /// Two sweeps, each with a trial of two epochs and a file of 3 bytes.
    @BeforeEach
    void sweeps() throws IOException {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            for (String name : List.of("first", "second")) {
                OpenSweep sweep = log.open(Fixture.definition(name, name));
                log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.8));
                RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(0, 0.001));
                log.recordEpoch(trial, Fixture.epoch(1, 0.6));
                log.recordEpoch(trial, Fixture.epoch(2, 0.7));
                String weights = "outputs/" + name + "/trial-0000/best.safetensors";
                log.finish(
                        trial,
                        new Outcome.Completed(
                                StopReason.PATIENCE,
                                3,
                                2,
                                Map.of(Fixture.VAL_AUC, 0.7),
                                Map.of(),
                                List.of(
                                        new Outcome.Artifact("weights", weights, 3, "a"),
                                        new Outcome.Artifact("log", "/else/outputs/first/log", 3, "b")),
                                Map.of("device", "cpu")));
                write(weights);
            }
        }
    }

    private Path write(String path) throws IOException {
        Path written = folder.resolve(path);
        Files.createDirectories(written.getParent());
        return Files.writeString(written, "abc");
    }

    private Cli run(String... words) {
        return Cli.launch(file, words);
    }

    private List<List<String>> ask(String sql) {
        return Sql.rows(file, sql);
    }

    /// Rows by table.
    private Map<String, String> counts() {
        Map<String, String> counts = new java.util.TreeMap<>();
        for (String table : List.of(
                "sweep",
                "sweep_revision",
                "trial",
                "trial_param",
                "epoch",
                "measurement",
                "trial_metric",
                "artifact",
                "provenance",
                "sweep_reference")) {
            counts.put(table, ask("SELECT count(*) FROM " + table).getFirst().getFirst());
        }
        return counts;
    }

    /// A trial that a process has taken just now.
    private void running(String owner) {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, owner, InstantSource.system());
            Fixture.take(log, log.open(Fixture.definition("first", "first")), Fixture.planned(7, 0.5));
        }
    }

    @Test
    void withoutYesNothingHappens() {
        Map<String, String> before = counts();
        assertThat(run("delete", "first"))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "would be left: 1 file in /else/outputs/first of another checkout, or gone\n"
                                + "sweep: this would delete " + CONTENTS
                                + ", and outputs/first with 1 files (0.0 MB); to do it, say --yes\n"));
        assertThat(run("rename", "first", "third"))
                .isEqualTo(
                        new Cli(
                                1,
                                "",
                                "sweep: sweep first would be third, and outputs/first would be outputs/third; to do it, say --yes\n"));
        assertThat(counts()).isEqualTo(before);
        assertThat(folder.resolve("outputs/first/trial-0000/best.safetensors")).exists();
    }

    @Test
    void deletesRowsAndFilesOfThatSweepAlone() {
        Map<String, String> both = counts();
        assertThat(run("delete", "first", "--yes"))
                .isEqualTo(new Cli(
                        0,
                        "",
                        "deleted: " + CONTENTS + ", and outputs/first with 1 files (0.0 MB)\n"
                                + "left: 1 file in /else/outputs/first of another checkout, or gone\n"));
        both.forEach((table, rows) ->
                assertThat(counts().get(table)).as(table).isEqualTo(Integer.toString(Integer.parseInt(rows) / 2)));
        assertThat(folder.resolve("outputs/first")).doesNotExist();
        assertThat(folder.resolve("outputs/second/trial-0000/best.safetensors")).exists();
        assertThat(ask("PRAGMA foreign_key_check")).isEmpty();

        assertThat(run("delete", "first", "--yes"))
                .isEqualTo(new Cli(1, "", "sweep: no sweep first; there are second\n"));
    }

    /// As after a process that died when the rows were gone and the files were not.
    @Test
    void aDeleteThatWasCutShortIsFinishedByTheNext() throws IOException {
        write("outputs/gone/trial-0003/best.safetensors");
        write("outputs/gone/launch-20260102T030405Z-17.log");
        assertThat(run("delete", "gone", "--yes"))
                .isEqualTo(new Cli(0, "", "deleted: outputs/gone with 2 files (0.0 MB)\n"));
        assertThat(folder.resolve("outputs/gone")).doesNotExist();

        Path trained = write("outputs/deepfm/results.json");
        assertThat(run("delete", "deepfm", "--yes").code()).isEqualTo(1);
        assertThat(trained).as("the folder of train is no sweep's").exists();
    }

    @Test
    void renamesTheSweepAndItsFiles() {
        assertThat(run("rename", "first", "third", "--yes"))
                .isEqualTo(new Cli(
                        0, "", "sweep first is third now; a spec that says name: first would begin a new sweep\n"));
        assertThat(ask("SELECT name FROM sweep ORDER BY name")).containsExactly(List.of("second"), List.of("third"));
        assertThat(ask("SELECT path FROM artifact ORDER BY path"))
                .containsExactly(
                        List.of("/else/outputs/first/log"),
                        List.of("/else/outputs/first/log"),
                        List.of("outputs/second/trial-0000/best.safetensors"),
                        List.of("outputs/third/trial-0000/best.safetensors"));
        assertThat(folder.resolve("outputs/third/trial-0000/best.safetensors")).exists();
        assertThat(folder.resolve("outputs/first")).doesNotExist();
    }

    /// As after a process that died when the files were moved and the rows were not yet committed.
    @Test
    void aRenameThatWasCutShortIsFinishedByTheNext() throws IOException {
        Files.move(folder.resolve("outputs/first"), folder.resolve("outputs/third"));
        assertThat(run("rename", "first", "third", "--yes").code()).isZero();
        assertThat(ask("SELECT path FROM artifact WHERE path LIKE 'outputs/third/%'"))
                .hasSize(1);
        assertThat(folder.resolve("outputs/third/trial-0000/best.safetensors")).exists();
    }

    @Test
    void aNewNameMustBeANameAndFree() throws IOException {
        write("outputs/mine/notes.txt");
        Map<String, String> errors = Map.of(
                "../x",
                "sweep: the new name ../x: must be up to 100 letters, digits, dots, dashes and underscores, the first a "
                        + "letter or digit\nSee sweep rename --help\n",
                "second",
                "sweep: outputs/second exists already; move it away, or choose another name\n",
                "mine",
                "sweep: outputs/mine exists already; move it away, or choose another name\n");
        errors.forEach((name, error) ->
                assertThat(run("rename", "first", name, "--yes").err()).isEqualTo(error));
        Files.delete(folder.resolve("outputs/second/trial-0000/best.safetensors"));
        Files.delete(folder.resolve("outputs/second/trial-0000"));
        Files.delete(folder.resolve("outputs/second"));
        assertThat(run("rename", "first", "second", "--yes").err())
                .isEqualTo(
                        "sweep: there is a sweep second already; choose another name, or see ./sweep delete second\n");
        assertThat(run("rename", "frist", "new", "--yes").err())
                .isEqualTo("sweep: no sweep frist; did you mean first?\n");
        assertThat(folder.resolve("outputs/first/trial-0000")).exists();
    }

    @Test
    void whereTheFilesCannotBeMovedTheRowsStay() {
        try (Database database = Database.openForWriting(file)) {
            SweepEdits edits = new SweepEdits(database, _ -> true);
            assertThatThrownBy(() -> edits.rename(
                            "first", "third", new SweepEdits.Moved("outputs/first", "outputs/third"), () -> {
                                throw new CommandFailure("disk full");
                            }))
                    .hasMessage("disk full");
        }
        assertThat(ask("SELECT name FROM sweep ORDER BY name")).containsExactly(List.of("first"), List.of("second"));
        assertThat(ask("SELECT path FROM artifact WHERE path LIKE 'outputs/first/%'"))
                .hasSize(1);
    }

    @Test
    void refusesWhileALivingProcessRunsATrial() {
        running(Owner.self().toString());
        Map<String, String> before = counts();
        String error = "sweep: trial 7 of sweep first is run by process %d on %s; end that first\n"
                .formatted(ProcessHandle.current().pid(), Owner.self().host());
        assertThat(run("delete", "first", "--yes")).isEqualTo(new Cli(1, "", error));
        assertThat(run("rename", "first", "third", "--yes")).isEqualTo(new Cli(1, "", error));
        assertThat(counts()).isEqualTo(before);
        assertThat(folder.resolve("outputs/first/trial-0000")).exists();
    }

    /// Its process has ended, or its lease.
    @Test
    void aDeadProcessIsNoHindrance() {
        running(new Owner(Owner.self().host(), Owner.self().instance(), Long.MAX_VALUE / 10, 0).toString());
        assertThat(run("rename", "first", "third", "--yes").code()).isZero();
        running("elsewhere:1:0");
        assertThat(run("delete", "first", "--yes").code()).isEqualTo(1);
        Sql.execute(
                file,
                "UPDATE trial SET lease = %d WHERE state = 'running'"
                        .formatted(InstantSource.system()
                                .instant()
                                .minus(Duration.ofSeconds(1))
                                .toEpochMilli()));
        assertThat(run("delete", "first", "--yes").code()).isZero();
    }

    /// Nothing but a hand with SQL makes such a sweep.
    @Test
    void aNameThatLeadsElsewhereTouchesNoFiles() throws IOException {
        Path other = write("other/trial-0000/best.safetensors");
        Sql.execute(file, "UPDATE sweep SET name = '../other' WHERE name = 'first'");
        assertThat(run("delete", "../other", "--yes").code()).isZero();
        assertThat(other).exists();
        assertThat(ask("SELECT name FROM sweep")).containsExactly(List.of("second"));
    }

    @Test
    void ofALinkOnlyTheLinkGoes() throws IOException {
        Path other = write("other/trial-0000/best.safetensors");
        Files.createSymbolicLink(folder.resolve("outputs/first/trial-0001"), folder.resolve("other/trial-0000"));
        assertThat(run("delete", "first", "--yes").code()).isZero();
        assertThat(other).exists();
        try (Stream<Path> left = Files.list(folder.resolve("outputs"))) {
            assertThat(left).containsExactly(folder.resolve("outputs/second"));
        }
    }
}
