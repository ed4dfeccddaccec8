package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may happen to the machine while a sweep runs: one clear line, code 1, nothing half-written, and the next
/// launch goes on.
class MishapTest {
    private static final String SPEC = """
            overrides: {training.num_epochs: 6}
            method: grid
            parameters:
              training.lr: {values: [1.0e-3, 1.0e-2]}
            """;

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));
    private Path spec = Path.of("");

    @BeforeEach
    void sweep() throws IOException {
        sweep = SmallSweep.in(Files.createDirectory(folder.resolve("disturbed")));
        spec = sweep.spec(10_000, "{metric: val.auc}", SPEC);
    }

    /// The shell's limit of a file's size stands for a full disk: the checkpoint of such a network is larger.
    @Test
    void aCheckpointThatFindsNoRoomEndsTheLaunchAndIsNoResult() throws Exception {
        Path wide = sweep.spec(1_000, "{metric: val.auc}", """
                overrides: {training.num_epochs: 1, dnn.hidden_units: [900, 900]}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-3, 1.0e-2]}
                """);
        String database = sweep.database().toString();
        try (Child child = Child.startIn(
                sweep.folder(), "ulimit -f 10000; exec \"$@\"", "launch", wide.toString(), "--db", database)) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.lines())
                    .last()
                    .asString()
                    .matches(
                            "sweep: .*/outputs/small/trial-000./checkpoint-0001.bin cannot be written: File too large");
        }
        assertThat(Remains.files(sweep.folder(), ".part")).isEmpty();
        assertThat(Remains.files(sweep.folder(), ".bin")).isEmpty();
        assertThat(sweep.ask("SELECT DISTINCT state, error FROM trial")).containsExactly(List.of("waiting", "null"));
        assertThat(sweep.launch(wide).code()).isZero();
    }

    @Test
    void aDatabaseThatIsDeletedEndsTheLaunch() throws Exception {
        try (Child child = launch()) {
            assertThat(child.says(2, Witness::isEpoch)).isTrue();
            Files.delete(sweep.database());
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.lines())
                    .last()
                    .isEqualTo(
                            "sweep: %s was deleted or replaced while it was in use; what this process recorded is lost"
                                    .formatted(sweep.database()));
        }
        Cli next = sweep.launch(spec, "--workers", "1");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.err()).containsPattern("trial 0 goes on after epoch [2-6]");
        assertThat(sweep.leaderboard()).isEqualTo(undisturbed());
    }

    @Test
    void aDamagedCheckpointIsPassedOverForTheOneBefore() throws Exception {
        int kept = killedAfter(3);
        Path newest = checkpoint(kept);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertGoesOnAfter(kept - 1);
    }

    @Test
    void aTrialWhoseCheckpointsAreGoneBeginsAnewAndSaysSo() throws Exception {
        int kept = killedAfter(3);
        for (Path checkpoint : Remains.files(sweep.folder(), ".bin")) {
            Files.delete(checkpoint);
        }
        Cli next = sweep.launch(spec, "--workers", "1");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.err())
                .containsPattern("trial 0 begins anew: of the %d epochs of its earlier attempt no checkpoint is left"
                        .formatted(kept));
        assertThat(sweep.leaderboard()).isEqualTo(undisturbed());
    }

    @Test
    void theCheckpointOfAnotherTrialIsPassedOverForTheOneBefore() throws Exception {
        int kept = killedAfter(3);
        SmallSweep other = SmallSweep.in(Files.createDirectory(folder.resolve("other")));
        Path otherSpec = other.spec(10_000, "{metric: val.auc}", SPEC.replace("1.0e-3", "2.0e-3"));
        try (Child child = launch(other, otherSpec)) {
            assertThat(child.says(2, Witness::isEpoch)).isTrue();
            child.kill();
        }
        Path foreign = Remains.files(other.folder(), ".bin").getLast();
        Files.copy(foreign, checkpoint(kept), StandardCopyOption.REPLACE_EXISTING);
        assertGoesOnAfter(kept - 1);
    }

    /// Even root cannot make files in Linux's folder of processes.
    @Test
    void aFolderThatCannotBeWrittenIsToldBeforeAnythingIsMade() {
        Path closed = Path.of("/proc");
        if (!Files.isDirectory(closed)) {
            closed = folder.resolve("closed");
            assertThat(closed.toFile().mkdir() && closed.toFile().setWritable(false))
                    .isTrue();
        }
        List<String> before = sweep.files();
        Cli cli = Cli.launch(closed.resolve("sweeps.db"), "launch", spec.toString(), "--db", closed + "/sweeps.db");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).hasLineCount(1).contains(" cannot be written: ");
        assertThat(sweep.files()).isEqualTo(before);
    }

    private Child launch() throws IOException {
        return launch(sweep, spec);
    }

    private static Child launch(SmallSweep sweep, Path spec) throws IOException {
        String database = sweep.database().toString();
        return Child.start(sweep.folder(), "launch", spec.toString(), "--db", database, "--workers", "1");
    }

    /// @return the epoch of the newest checkpoint
    private int killedAfter(int epochs) throws Exception {
        try (Child child = launch()) {
            assertThat(child.says(epochs, Witness::isEpoch)).isTrue();
            child.kill();
        }
        int newest = 6;
        while (Files.notExists(checkpoint(newest))) {
            newest--;
        }
        assertThat(checkpoint(newest - 1)).exists();
        return newest;
    }

    private Path checkpoint(int epoch) {
        return sweep.folder().resolve("outputs/small/trial-0000/checkpoint-%04d.bin".formatted(epoch));
    }

    private void assertGoesOnAfter(int epoch) throws IOException {
        Cli next = sweep.launch(spec, "--workers", "1");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.err()).contains("trial 0 goes on after epoch " + epoch + "\n");
        assertThat(sweep.leaderboard()).isEqualTo(undisturbed());
    }

    private String undisturbed() throws IOException {
        SmallSweep peaceful = SmallSweep.in(Files.createDirectory(folder.resolve("undisturbed")));
        peaceful.launch(peaceful.spec(10_000, "{metric: val.auc}", SPEC), "--workers", "1");
        return peaceful.leaderboard();
    }
}
