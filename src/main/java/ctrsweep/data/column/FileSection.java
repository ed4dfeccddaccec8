package ctrsweep.data.column;

import java.lang.foreign.MemorySegment;

/// A stretch of a file.
///
/// @param offset of its first byte
/// @param checksum of its bytes
record FileSection(long offset, long bytes, int checksum) {
    /// Sections begin at its multiples: a cache line, and the widest vector.
    static final int ALIGNMENT = 64;

    static long aligned(long offset) {
        return Math.ceilDiv(offset, (long) ALIGNMENT) * ALIGNMENT;
    }

    /// Whether its bytes are not as they were written.
    ///
    /// @param map the file's bytes
    boolean isDamaged(MemorySegment map) {
        return Checksum.of(map.asSlice(offset, bytes)) != checksum;
    }

    long end() {
        return offset + bytes;
    }
}
