package ctrsweep.data.column;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A temporary file of values, until all are known.
final class Spill implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final Output output;

    Spill(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        output = new Output(channel);
    }

    Output output() {
        return output;
    }

    /// Bytes so far.
    long bytes() {
        return output.position();
    }

    /// Maps what was added so far, until the arena is closed.
    MemorySegment mapped(Arena arena) throws IOException {
        output.flush();
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes(), arena);
    }

    /// Appends everything to another file.
    void copyTo(Output out) throws IOException {
        output.flush();
        out.add(channel);
    }

    /// Frees its place on the disk.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
