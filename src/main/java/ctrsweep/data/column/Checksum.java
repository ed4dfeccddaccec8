package ctrsweep.data.column;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C, for which processors have an instruction: it finds every single turned bit, and all but one in four
/// thousand million of other damages.
final class Checksum {
    /// A byte buffer spans less than 2 GB.
    private static final long CHUNK_BYTES = 1 << 30;

    private Checksum() {}

    static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static int of(MemorySegment bytes) {
        CRC32C crc = new CRC32C();
        for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
            crc.update(bytes.asSlice(at, Math.min(CHUNK_BYTES, bytes.byteSize() - at))
                    .asByteBuffer());
        }
        return (int) crc.getValue();
    }
}
