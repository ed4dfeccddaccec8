package ctrsweep.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import ctrsweep.files.Sha256;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.space.Assignment;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialRunner;
import ctrsweep.sweep.UnwritableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder stands for the object store.
class RemoteTrialsTest {
    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void store() {
        store = folder.resolve("store");
    }

    /// Works in `here/trial-0003`.
    private TrialRunner remote(Path here, TrialRunner runner) {
        return new RemoteTrials(runner, new RemoteFolder(OutputsUri.of("mem://store/s"), store), here, folder, "host");
    }

    private static RunningTrial trial(int attempt) {
        return new RunningTrial(
                7, attempt, new PlannedTrial(3, new Assignment(Map.of()), new ProgramConfig(Map.of(), 1), "hash"));
    }

    private static EpochListener goOn() {
        return epoch -> EpochDecision.GO_ON;
    }

    private static EpochReport epoch(int number) {
        return new EpochReport(number, 0.1, 1, 10, Map.of());
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> store.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Outcome completed(Path file, String text) {
        return new Outcome.Completed(
                StopReason.LAST_EPOCH,
                2,
                2,
                Map.of(),
                Map.of(),
                List.of(new Outcome.Artifact(
                        "weights", folder.relativize(file).toString(), text.length(), Sha256.of(text))),
                Map.of());
    }

    @Test
    void whatATrialWritesIsStoredAndRecordedByItsUri() throws Exception {
        Path here = folder.resolve("here");
        Path mine = here.resolve("trial-0003");
        TrialRunner runner = remote(here, (running, epochs) -> {
            write(mine.resolve("checkpoint-0001.bin"), "one");
            write(mine.resolve("own/notes.txt"), "notes");
            write(mine.resolve("checkpoint-0002.bin-x.part"), "half");
            epochs.accept(epoch(1));
            write(mine.resolve("best.safetensors"), "weights");
            return completed(mine.resolve("best.safetensors"), "weights");
        });
        Outcome outcome = runner.run(trial(1), goOn());
        assertThat(((Outcome.Completed) outcome).artifacts())
                .containsExactly(new Outcome.Artifact(
                        "weights", "mem://store/s/trial-0003/best.safetensors", 7, Sha256.of("weights")));
        assertThat(stored())
                .containsExactly(
                        "trial-0003/.claim",
                        "trial-0003/best.safetensors",
                        "trial-0003/checkpoint-0001.bin",
                        "trial-0003/own/notes.txt");
        Files.delete(mine.resolve("checkpoint-0001.bin")); // as the runner does once the outcome is committed
        runner.ended(trial(1));
        assertThat(stored()).containsExactly("trial-0003/best.safetensors", "trial-0003/own/notes.txt");
        assertThat(mine).doesNotExist();
    }

    @Test
    void anotherFolderFindsTheCheckpointAndLeavesItsOwnFormerOnesOut() throws Exception {
        Path first = folder.resolve("first");
        assertThatThrownBy(() -> remote(first, (running, epochs) -> {
                            write(first.resolve("trial-0003/checkpoint-0001.bin"), "one");
                            epochs.accept(epoch(1));
                            write(first.resolve("trial-0003/checkpoint-0002.bin"), "two");
                            delete(first.resolve("trial-0003/checkpoint-0001.bin"));
                            throw new InterruptedException("given back");
                        })
                        .run(trial(1), goOn()))
                .isInstanceOf(InterruptedException.class);
        assertThat(stored()).containsExactly("trial-0003/.claim", "trial-0003/checkpoint-0002.bin");

        Path second = folder.resolve("second");
        write(second.resolve("trial-0003/checkpoint-0009.bin"), "of a former attempt");
        remote(second, (running, epochs) -> {
                    assertThat(second.resolve("trial-0003")).isDirectoryContaining("glob:**/checkpoint-0002.bin");
                    assertThat(second.resolve("trial-0003/checkpoint-0009.bin")).doesNotExist();
                    return new Outcome.Failed(StopReason.ERROR, "enough", Map.of());
                })
                .run(trial(2), goOn());
    }

    /// A process that was killed may have written more than it stored.
    @Test
    void theSameFolderGoesOnFromItsNewerFiles() throws Exception {
        Path here = folder.resolve("here");
        Outcome.Failed enough = new Outcome.Failed(StopReason.ERROR, "enough", Map.of());
        remote(here, (running, epochs) -> {
                    write(here.resolve("trial-0003/checkpoint-0001.bin"), "one");
                    return enough;
                })
                .run(trial(1), goOn());
        write(here.resolve("trial-0003/checkpoint-0002.bin"), "two");
        remote(here, (running, epochs) -> {
                    assertThat(here.resolve("trial-0003/checkpoint-0002.bin")).hasContent("two");
                    return enough;
                })
                .run(trial(2), goOn());
    }

    @Test
    void aProcessThatLostItsTrialStoresNothingMore() throws Exception {
        Path slow = folder.resolve("slow");
        assertThatThrownBy(() -> remote(slow, (running, epochs) -> {
                            write(store.resolve("trial-0003/.claim"), "other /home/outputs/s\n2\n");
                            write(slow.resolve("trial-0003/checkpoint-0001.bin"), "one");
                            throw new InterruptedException("lost");
                        })
                        .run(trial(1), goOn()))
                .isInstanceOf(InterruptedException.class);
        assertThat(stored()).containsExactly("trial-0003/.claim");
    }

    @Test
    void filesThatTrialsShareAreStoredOnce() throws Exception {
        Path here = folder.resolve("here");
        Path shared = here.resolve("encoders-0123456789abcdef.columns");
        TrialRunner runner = remote(here, (running, epochs) -> {
            write(shared, "encoders");
            return completed(shared, "encoders");
        });
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(((Outcome.Completed) runner.run(trial(attempt), goOn())).artifacts())
                    .extracting(Outcome.Artifact::path)
                    .containsExactly("mem://store/s/encoders-0123456789abcdef.columns");
            runner.ended(trial(attempt));
        }
        assertThat(stored()).containsExactly("encoders-0123456789abcdef.columns");
    }

    /// A runner replaces and deletes checkpoints while they are copied.
    @Test
    void filesThatComeAndGoWhileTheyAreCopiedDoNotMatter() throws Exception {
        Path mine = folder.resolve("here/trial-0003");
        Outcome outcome = remote(folder.resolve("here"), (running, epochs) -> {
                    for (int number = 1; number <= 400; number++) {
                        write(mine.resolve("checkpoint-%04d.bin".formatted(number)), "some");
                        epochs.accept(epoch(number));
                        if (number > 1) {
                            delete(mine.resolve("checkpoint-%04d.bin".formatted(number - 1)));
                        }
                    }
                    return new Outcome.Failed(StopReason.ERROR, "enough", Map.of());
                })
                .run(trial(1), goOn());
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(stored()).containsExactly("trial-0003/.claim", "trial-0003/checkpoint-0400.bin");
    }

    @Test
    void aStoreThatCannotBeWrittenGivesTheTrialBack() throws Exception {
        write(store.resolve("trial-0003"), "a file where the trial's folder should be");
        assertThatThrownBy(() -> remote(folder.resolve("here"), (running, epochs) -> {
                            throw new AssertionError("not reached");
                        })
                        .run(trial(1), goOn()))
                .isInstanceOf(UnwritableException.class)
                .hasMessageStartingWith("the trial's files in mem://store/s/trial-0003 cannot be copied: ");
    }
}
