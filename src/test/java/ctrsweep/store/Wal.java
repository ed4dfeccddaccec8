package ctrsweep.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// The bytes of a write-ahead log, as SQLite lays them out (sqlite.org/fileformat2.html, section 4): a header of
/// 32 bytes, then frames, each a header of 24 bytes and a page. The last frame of a transaction says so.
public record Wal(ByteBuffer bytes) {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALT_AT = 16;

    /// @param file that need not be there
    public static Wal read(Path file) throws IOException {
        return new Wal(ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]));
    }

    /// How many whole frames were written since the log was begun anew.
    public int frames() {
        if (bytes.capacity() < HEADER) {
            return 0;
        }
        int most = (bytes.capacity() - HEADER) / frameBytes();
        return IntStream.range(0, most)
                .filter(frame -> !isCurrent(frame))
                .findFirst()
                .orElse(most);
    }

    /// Where a frame begins; where the one before ends.
    int begin(int frame) {
        return HEADER + frame * frameBytes();
    }

    /// Whether frames were written whose transaction has no end.
    public boolean isCutShort() {
        int frames = frames();
        return frames > 0 && bytes.getInt(begin(frames - 1) + Integer.BYTES) == 0;
    }

    private int frameBytes() {
        return FRAME_HEADER + bytes.getInt(PAGE_SIZE_AT);
    }

    private boolean isCurrent(int frame) {
        return bytes.getLong(begin(frame) + 8) == bytes.getLong(SALT_AT);
    }
}
