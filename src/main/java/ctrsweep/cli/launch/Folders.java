package ctrsweep.cli.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/// Checks folders before anything is written.
public final class Folders {
    private Folders() {}

    /// Returns whether this user can write files to the folder, which need not exist yet.
    public static boolean writable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }
}
