package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench` where devices are concerned.
class DeviceProofTest {
    @TempDir
    Path folder;

    /// `DeviceProofScriptTest` trains from it.
    @Test
    void benchWritesTheArchiveOfAModel() throws Exception {
        Cli cli = Cli.launch(
                folder.resolve("unused.db"),
                "bench",
                "--archive",
                folder.resolve("proofs").toString(),
                "--model",
                "fm",
                "-O",
                "training.batch_size=64");
        Path file = folder.resolve("proofs/fm.pt");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isEqualTo(file + "\n");
        assertThat(Files.size(file)).isGreaterThan(100_000);
    }

    /// Macs have no CUDA, other machines no MPS.
    @Test
    void benchSaysWhyADeviceCannotBeUsed() {
        String device = System.getProperty("os.name").startsWith("Mac") ? "cuda" : "mps";
        Cli cli = Cli.launch(folder.resolve("unused.db"), "bench", "--device", device);
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).startsWith("sweep: device %s cannot be used here; %1$s: ".formatted(device));
    }
}
