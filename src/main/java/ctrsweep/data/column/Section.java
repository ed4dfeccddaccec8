package ctrsweep.data.column;

/// A stretch of a file.
///
/// @param offset of its first byte
record Section(long offset, long bytes) {
    /// Sections begin at its multiples: a cache line, and the widest vector.
    static final int ALIGNMENT = 64;

    static long aligned(long offset) {
        return Math.ceilDiv(offset, (long) ALIGNMENT) * ALIGNMENT;
    }

    long end() {
        return offset + bytes;
    }
}
