package ctrsweep.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A file of TensorBoard that a program appends to: records of a length, its checksum, an event, and its checksum.
///
/// A record that is not complete yet, or whose checksum does not fit yet, is read again later.
final class EventFile {
    private static final int LENGTH = Long.BYTES + Integer.BYTES;
    private static final int AROUND = LENGTH + Integer.BYTES;
    /// Longer events contain pictures or graphs.
    private static final long LONGEST = 1L << 24;

    private final Path file;
    private long position;
    private boolean complete = true;

    /// @param from the offset in bytes where a record begins
    EventFile(Path file, long from) {
        this.file = file;
        this.position = from;
    }

    /// Returns the events that have been written since the last call; none if the file cannot be read.
    List<ScalarEvent> news() {
        List<ScalarEvent> events = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            while (position + LENGTH <= size) {
                Optional<ByteBuffer> start = read(channel, position, LENGTH);
                long length = start.map(bytes -> bytes.getLong(0)).orElse(-1L);
                if (length < 0 || length > size - position - AROUND) {
                    break;
                }
                if (length <= LONGEST) {
                    Optional<ByteBuffer> event = read(channel, position + LENGTH, (int) length + Integer.BYTES);
                    if (event.isEmpty()) {
                        break;
                    }
                    events.add(ScalarEvent.of(event.get()));
                }
                position += AROUND + length;
            }
            complete = position == size;
        } catch (IOException | IllegalArgumentException _) {
            complete = false;
        }
        return events;
    }

    /// The bytes before a checksum; empty if it does not fit.
    private static Optional<ByteBuffer> read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
        if (bytes.hasRemaining()) {
            return Optional.empty();
        }
        bytes.flip().limit(count - Integer.BYTES);
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        int masked = Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
        return Optional.of(bytes.rewind())
                .filter(_ -> masked
                        == bytes.duplicate()
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .limit(count)
                                .getInt(count - Integer.BYTES));
    }

    /// Where the file cannot be read further; empty if all of it was read.
    Optional<String> problem() {
        return complete
                ? Optional.empty()
                : Optional.of("%s has no complete record at byte %d".formatted(file, position));
    }
}
