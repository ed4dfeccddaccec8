package ctrsweep.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the names of GPUs from NVIDIA's driver for Linux, since the engine does not tell them.
///
/// @param gpus has a folder for each
record NvidiaDriver(Path gpus) {
    private static final String MODEL = "Model:";

    static NvidiaDriver ofThisMachine() {
        return new NvidiaDriver(Path.of("/proc/driver/nvidia/gpus"));
    }

    /// Names of the GPUs, as `NVIDIA H100 80GB HBM3`; several where they differ.
    Optional<String> models() {
        try (Stream<Path> folders = Files.list(gpus)) {
            List<Path> files = folders.map(folder -> folder.resolve("information"))
                    .sorted()
                    .toList();
            StringBuilder all = new StringBuilder();
            for (Path file : files) {
                all.append(Files.readString(file)).append('\n');
            }
            return Optional.of(all.toString()
                            .lines()
                            .filter(line -> line.startsWith(MODEL))
                            .map(line -> line.substring(MODEL.length()).strip())
                            .distinct()
                            .collect(Collectors.joining(", ")))
                    .filter(models -> !models.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
