package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.GeneratedResults;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DbCommandTest {
    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void fill() throws IOException {
        database = folder.resolve("sweeps.db");
        new GeneratedResults("first", 2).record(database, 3);
    }

    @Test
    void whatOthersPutIntoTheDatabaseIsNamed() {
        assertThat(Cli.launch(database, "db", "check")).isEqualTo(new Cli(0, database + " is sound\n", ""));
        Sql.execute(database, "CREATE VIEW by_day AS SELECT 1");
        Sql.execute(database, "CREATE TABLE notes (text)");
        assertThat(Cli.launch(database, "db", "check"))
                .isEqualTo(new Cli(
                        0, database + " is sound\nnot of ctrsweep, and left alone: table notes, view by_day\n", ""));
        Sql.execute(database, "CREATE TRIGGER keep BEFORE DELETE ON trial BEGIN SELECT RAISE(ABORT, 'kept'); END");
        assertThat(Cli.launch(database, "db", "check"))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: " + database
                                + ": trigger keep on trial is not of ctrsweep: it may change or refuse what"
                                + " sweeps record; DROP TRIGGER removes it\n"));
        Cli refused = Cli.launch(database, "delete", "first", "--yes");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("sweep: " + database + " refused a row that breaks a rule of its schema (")
                .endsWith("./sweep db check tells\n");
    }

    @Test
    void aBackupRemovesWhatAKilledOneLeft() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Path left = Files.writeString(folder.resolve("copy.db." + killed.pid() + ".part"), "half");
        assertThat(Cli.launch(
                                database,
                                "db",
                                "backup",
                                folder.resolve("copy.db").toString())
                        .code())
                .isZero();
        assertThat(left).doesNotExist();
    }

    @Test
    @Timeout(60)
    void whatIsNoSmallFileIsRefusedAtOnce() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Path large = folder.resolve("results.json");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(200_000_000);
        }
        String device = ": is a device or a pipe, not a file\n";
        assertThat(Cli.launch(database, "launch", fifo.toString(), "--plan").err())
                .isEqualTo("sweep: " + fifo + device);
        assertThat(Cli.launch(database, "train", "/dev/zero").err()).isEqualTo("sweep: /dev/zero" + device);
        assertThat(Cli.launch(database, "import", "--name", "old", fifo.toString())
                        .err())
                .endsWith(fifo + device);
        assertThat(Cli.launch(database, "import", "--name", "old", large.toString())
                        .err())
                .endsWith(large + ": is larger than 32 MB\n");
        Path spec = Files.writeString(folder.resolve("spec.yaml"), """
                version: 1
                name: endless
                base: /dev/zero
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {training.lr: {values: [0.1]}}
                """);
        assertThat(Cli.launch(database, "launch", spec.toString(), "--plan").err())
                .contains("/dev/zero" + device);
    }
}
