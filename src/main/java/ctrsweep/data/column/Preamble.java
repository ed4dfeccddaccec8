package ctrsweep.data.column;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A file's first bytes.
///
/// @param length of the file
/// @param directory where the directory is
record Preamble(int version, long length, FileSection directory) {
    static final int BYTES = 64;
    static final int VERSION = 2;
    private static final byte[] MAGIC = "ctrcols\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED = 40;

    ByteBuffer encoded() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(version).putInt(directory.checksum()).putLong(length);
        out.putLong(directory.offset()).putLong(directory.bytes());
        out.putInt(Checksum.of(out.slice(0, CHECKED)));
        return out.rewind();
    }

    /// Whether these bytes begin as a file of columns does, of whatever version.
    static boolean begins(ByteBuffer bytes) {
        return bytes.remaining() >= MAGIC.length
                && bytes.slice(bytes.position(), MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /// @param bytes [#BYTES] of them
    /// @throws IllegalArgumentException when they are not as written
    static Preamble of(ByteBuffer bytes) {
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(CHECKED) != Checksum.of(in.slice(0, CHECKED))) {
            throw new IllegalArgumentException("its first bytes are not as they were written");
        }
        int at = MAGIC.length;
        return new Preamble(
                in.getInt(at),
                in.getLong(at + 8),
                new FileSection(in.getLong(at + 16), in.getLong(at + 24), in.getInt(at + 4)));
    }
}
