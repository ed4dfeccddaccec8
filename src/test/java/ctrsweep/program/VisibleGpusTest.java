package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisibleGpusTest {
    @TempDir
    Path folder;

    private static VisibleGpus visible(String devices) throws InterruptedException {
        return VisibleGpus.of(Map.of("CUDA_VISIBLE_DEVICES", devices, "PATH", ""));
    }

    /// The GPUs that a script of the name nvidia-smi lists.
    private VisibleGpus listed(String script) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return VisibleGpus.of(Map.of("PATH", "/nowhere:" + folder));
    }

    @Test
    void theVariableOfTheLaunchCounts() throws Exception {
        assertThat(visible("2, 0").names()).containsExactly("2", "0");
        assertThat(visible("GPU-8a1f,MIG-7b,1").names()).containsExactly("GPU-8a1f", "MIG-7b", "1");
        assertThat(visible("1,-1,0").names()).containsExactly("1");
        assertThat(visible("")).isEqualTo(new VisibleGpus(List.of(), "CUDA_VISIBLE_DEVICES is ''"));
    }

    @Test
    void otherwiseTheDriverListsThem() throws Exception {
        VisibleGpus found = listed("""
                test "$1" = -L || exit 1
                echo 'GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-5d5b)'
                echo '  MIG 3g.20gb     Device  0: (UUID: MIG-c7f6)'
                echo '  MIG 3g.20gb     Device  1: (UUID: MIG-0f3c)'
                echo 'GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-9e1a)'
                """);
        assertThat(found.names()).containsExactly("MIG-c7f6", "MIG-0f3c", "1");
        assertThat(found.source()).isEqualTo(folder.resolve("nvidia-smi") + " -L lists MIG-c7f6, MIG-0f3c, 1");
    }

    @Test
    void whereThereAreNoneItSaysWhy() throws Exception {
        assertThat(VisibleGpus.of(new HashMap<>()).source())
                .isEqualTo("CUDA_VISIBLE_DEVICES is not set, and nvidia-smi is not on the PATH");
        VisibleGpus broken = listed("echo 'NVIDIA-SMI has failed: no driver'; exit 9\n");
        assertThat(broken.names()).isEmpty();
        assertThat(broken.source())
                .isEqualTo(folder.resolve("nvidia-smi") + " -L says: NVIDIA-SMI has failed: no driver");
    }
}
