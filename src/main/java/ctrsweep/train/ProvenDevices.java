package ctrsweep.train;

import ctrsweep.files.Sha256;
import ctrsweep.model.ScriptArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The devices on which steps of several trials were held to the CPU's, on this machine, with this libtorch and
/// these scripts. On MPS, where nobody could test them, trials train one after the other until then.
///
/// @param file a line for each; it need not be there
/// @param torch the engine
public record ProvenDevices(Path file, Torch torch) {

    /// @param cache the user's folder for what can be made again
    public static ProvenDevices in(Path cache, Torch torch) {
        return new ProvenDevices(cache.resolve("fused-steps.txt"), torch);
    }

    /// Whether trials train in one step on this device unless the spec says otherwise.
    public boolean fuses(Devices.Usable device) {
        return device.fuses() || (!device.kernels().host() && isProven(device));
    }

    boolean isProven(Devices.Usable device) {
        try {
            return Files.exists(file) && Files.readAllLines(file).contains(line(device));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Remembers that it was proved.
    public void add(Devices.Usable device) {
        if (isProven(device)) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, List.of(line(device)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private String line(Devices.Usable device) {
        return String.join(
                " ",
                device.name(),
                "libtorch",
                torch.libtorch(),
                "os",
                System.getProperty("os.version", ""),
                "scripts",
                Sha256.of(scripts()));
    }

    private static byte[] scripts() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ScriptArchive.SCRIPTS.stream()
                .filter(script -> script.startsWith("fused/"))
                .forEach(script -> all.writeBytes(ScriptArchive.text(script)));
        return all.toByteArray();
    }
}
