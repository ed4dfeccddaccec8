package ctrsweep.data.column;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Little-endian numbers and bytes on their way to the end of a file, gathered in a buffer.
final class Output {
    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long flushed;

    /// @param channel of which the position is the end
    Output(FileChannel channel) throws IOException {
        this.channel = channel;
        flushed = channel.position();
    }

    void add(int value) throws IOException {
        makeRoom(Integer.BYTES);
        buffer.putInt(value);
    }

    /// @param to after the last
    void add(int[] values, int begin, int to) throws IOException {
        for (int from = begin; from < to; ) {
            makeRoom(Integer.BYTES);
            int part = Math.min(to - from, buffer.remaining() / Integer.BYTES);
            int at = buffer.position();
            for (int i = 0; i < part; i++) {
                buffer.putInt(at + i * Integer.BYTES, values[from + i]);
            }
            buffer.position(at + part * Integer.BYTES);
            from += part;
        }
    }

    /// @param to after the last
    void add(double[] values, int begin, int to) throws IOException {
        for (int from = begin; from < to; ) {
            makeRoom(Double.BYTES);
            int part = Math.min(to - from, buffer.remaining() / Double.BYTES);
            int at = buffer.position();
            for (int i = 0; i < part; i++) {
                buffer.putDouble(at + i * Double.BYTES, values[from + i]);
            }
            buffer.position(at + part * Double.BYTES);
            from += part;
        }
    }

    void add(float value) throws IOException {
        makeRoom(Float.BYTES);
        buffer.putFloat(value);
    }

    void add(long value) throws IOException {
        makeRoom(Long.BYTES);
        buffer.putLong(value);
    }

    void add(double value) throws IOException {
        makeRoom(Double.BYTES);
        buffer.putDouble(value);
    }

    void add(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            makeRoom(1);
            int part = Math.min(to - at, buffer.remaining());
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    /// Appends a whole file.
    void add(FileChannel file) throws IOException {
        flush();
        long size = file.size();
        for (long at = 0; at < size; ) {
            at += file.transferTo(at, size - at, channel);
        }
        flushed += size;
    }

    /// Appends chunks that several threads make: all cores, but for those that other work keeps busy.
    ///
    /// @param chunk its bytes, from the buffer's position to its limit
    /// @throws RuntimeException that the first chunk throws which cannot be made
    void add(int chunks, IntFunction<ByteBuffer> chunk) throws IOException {
        flush();
        int window = 2 * Runtime.getRuntime().availableProcessors();
        for (int begin = 0; begin < chunks; begin += window) {
            int end = Math.min(chunks, begin + window);
            for (ByteBuffer bytes : made(begin, end, chunk)) {
                flushed += bytes.remaining();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }

    private static List<ByteBuffer> made(int begin, int end, IntFunction<ByteBuffer> chunk) {
        try {
            return IntStream.range(begin, end).parallel().mapToObj(chunk).toList();
        } catch (RuntimeException _) {
            // If several chunks fail, the exception is of any of them.
            return IntStream.range(begin, end).mapToObj(chunk).toList();
        }
    }

    private void makeRoom(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    /// The offset of the next byte in the file.
    long position() {
        return flushed + buffer.position();
    }

    void flush() throws IOException {
        flushed += buffer.position();
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
