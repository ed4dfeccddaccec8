package ctrsweep.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file that people write, or that a run leaves, as a whole. What is no such file, as a device or a pipe,
/// or a large file of data, is refused before it is read.
public final class SmallFile {
    private SmallFile() {}

    /// @param mostMegabytes how large such a file may be
    /// @throws RefusedException when it is something else than a file, or larger
    /// @throws IOException when it cannot be read
    public static byte[] read(Path file, int mostMegabytes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new RefusedException(
                    Files.isDirectory(file) ? "is a folder, not a file" : "is a device or a pipe, not a file");
        }
        long most = (long) mostMegabytes << 20;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(most + 1, Math.max(Files.size(file), 1 << 12) + 1));
            if (bytes.length > most || in.read() >= 0) {
                throw new RefusedException("is larger than " + mostMegabytes + " MB");
            }
            return bytes;
        }
    }

    /// The file is not what is asked for; the message goes on after its name.
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
