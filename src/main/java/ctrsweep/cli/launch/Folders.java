package ctrsweep.cli.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a folder will do, before anything is written.
public final class Folders {
    private Folders() {}

    /// Whether this user may make files there, where need be with the folder itself.
    public static boolean writable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }
}
