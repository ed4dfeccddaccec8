package ctrsweep.program;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// Reads what is appended to a file.
final class FollowedFile {
    private final Path file;
    private long position;

    /// @param from the offset in bytes where reading begins
    FollowedFile(Path file, long from) {
        this.file = file;
        this.position = from;
    }

    /// Reads new bytes; none if there are none, or if the file cannot be read.
    int read(byte[] into) {
        if (file.toFile().length() <= position) {
            return 0;
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(position);
            int count = Math.max(0, open.read(into));
            position += count;
            return count;
        } catch (IOException _) {
            return 0;
        }
    }
}
