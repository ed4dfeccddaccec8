package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaDriverTest {
    @TempDir
    Path gpus;

    @Test
    void namesEachModelOnce() throws IOException {
        gpu("0000:00:04.0", "NVIDIA H100 80GB HBM3");
        gpu("0000:00:05.0", "NVIDIA H100 80GB HBM3");
        assertThat(new NvidiaDriver(gpus).models()).hasValue("NVIDIA H100 80GB HBM3");
        gpu("0000:00:06.0", "NVIDIA L4");
        assertThat(new NvidiaDriver(gpus).models()).hasValue("NVIDIA H100 80GB HBM3, NVIDIA L4");
    }

    @Test
    void saysNothingWhereThereIsNone() {
        assertThat(new NvidiaDriver(gpus).models()).isEmpty();
        assertThat(new NvidiaDriver(gpus.resolve("none")).models()).isEmpty();
    }

    private void gpu(String address, String model) throws IOException {
        Files.createDirectories(gpus.resolve(address));
        Files.writeString(
                gpus.resolve(address).resolve("information"), "Model: \t\t %s%nIRQ:   \t\t 11%n".formatted(model));
    }
}
