package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that share GPUs.
class GpusTest {
    @TempDir
    Path folder;

    private SmallSweep sweep;

    @BeforeEach
    void sweep() {
        sweep = SmallSweep.in(folder);
    }

    /// Launches six trials, each of which writes its worker and its GPUs to a file. A trial takes long enough
    /// that no worker runs all of them.
    private Cli launch(String workers, String... options) {
        return sweep.launch(sweep.write("gpus.yaml", """
                        version: 1
                        name: gpus
                        runner:
                          command: [sh, -c, 'echo "$CTRSWEEP_WORKER:$CUDA_VISIBLE_DEVICES" > {folder}/seen; sleep 0.3;
                            echo "{{\\"auc\\": {x}}}"']
                        objective: {metric: auc, goal: maximize}
                        method: grid
                        parameters: {x: {values: [1, 2, 3, 4, 5, 6]}}
                        workers: %s
                        """.formatted(workers)), options);
    }

    private List<String> seen() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("seen"))
                    .map(GpusTest::line)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachWorkerHasItsOwn() throws IOException {
        Cli launched = launch("{gpus: [3, 0, 1, 2], gpus_per_trial: 2}");
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(launched.err()).contains("gpus: 6 trials on sh with GPU 3,0 or 1,2, 2 at a time");
        assertThat(seen()).containsExactly("0:3,0", "1:1,2");
    }

    @Test
    void moreWorkersShareThem() throws IOException {
        assertThat(launch("{gpus: [0, 1]}", "--workers", "3").code()).isZero();
        assertThat(seen()).containsExactly("0:0", "1:1", "2:0");
    }
}
