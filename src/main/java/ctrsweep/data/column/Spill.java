package ctrsweep.data.column;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A section on its way: values go to a file of their own until all are known.
final class Spill implements Closeable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long flushed;

    Spill(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    void add(int value) throws IOException {
        if (buffer.remaining() < Integer.BYTES) {
            flush();
        }
        buffer.putInt(value);
    }

    void add(float value) throws IOException {
        if (buffer.remaining() < Float.BYTES) {
            flush();
        }
        buffer.putFloat(value);
    }

    void add(long value) throws IOException {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(value);
    }

    void add(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(to - at, buffer.remaining());
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    /// Bytes so far.
    long bytes() {
        return flushed + buffer.position();
    }

    private void flush() throws IOException {
        flushed += buffer.position();
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /// Appends everything to `out`.
    ///
    /// @param numbers empty; or of each of a row's ints the table that gives a value its number
    void copyTo(FileChannel out, List<int[]> numbers) throws IOException {
        flush();
        if (numbers.isEmpty()) {
            for (long at = 0; at < flushed; ) {
                at += channel.transferTo(at, flushed - at, out);
            }
            return;
        }
        int position = 0;
        channel.position(0);
        while (channel.position() < flushed) {
            buffer.clear();
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            buffer.flip();
            for (int at = 0; at < buffer.limit(); at += Integer.BYTES) {
                buffer.putInt(at, numbers.get(position)[buffer.getInt(at)]);
                position = position + 1 == numbers.size() ? 0 : position + 1;
            }
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
