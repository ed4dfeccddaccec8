package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine with a GPU whose libtorch, that of the tests, has no CUDA.
class DevicesTest {
    @TempDir
    Path gpus;

    private Devices devices = new Devices(Torch.start());

    @BeforeEach
    void pretendThatThereIsAGpu() throws IOException {
        Files.createDirectories(gpus.resolve("0000:00:04.0"));
        Files.writeString(gpus.resolve("0000:00:04.0/information"), "Model: \t\t NVIDIA H100 80GB HBM3\n");
        devices = new Devices(Torch.start(), new NvidiaDriver(gpus));
    }

    @Test
    void aDeviceThatIsThereAndFailsIsToldWhenItIsPassedOver() {
        List<Devices.Trial> passedOver = new ArrayList<>();
        assertThat(devices.choose("auto", passedOver::add).name()).isIn("cpu", "mps");
        assertThat(passedOver).extracting(Devices.Trial::name).contains("cuda");
        assertThat(passedOver.getLast().problem().orElseThrow())
                .contains("CUDA")
                .doesNotContain("\n");
    }

    @Test
    void itsNameGetsTheReason() {
        assertThatExceptionOfType(Devices.Unusable.class)
                .isThrownBy(() -> devices.choose("cuda"))
                .withMessageStartingWith("device cuda cannot be used here; cuda: ")
                .withMessageContaining("CUDA");
    }
}
