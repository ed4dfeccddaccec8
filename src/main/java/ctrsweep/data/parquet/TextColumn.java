package ctrsweep.data.parquet;

import java.nio.charset.StandardCharsets;

/// The values of one column as UTF-8, one after another. A null is empty.
public final class TextColumn {
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final int[] offsets;
    private final int size;

    /// @param offsets of the values' first bytes, and after the last value
    TextColumn(byte[] bytes, int[] offsets, int size) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.size = size;
    }

    /// The array that holds all values; not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// The offsets of the values' first bytes, and after the last value; not to be changed.
    public int[] offsets() {
        return offsets;
    }

    public String string(int row) {
        return new String(bytes, offsets[row], offsets[row + 1] - offsets[row], StandardCharsets.UTF_8);
    }

    /// Whether all values are UTF-8, and none has the character that replaces bytes which are not.
    public boolean isText() {
        byte all = 0;
        for (int at = offsets[0]; at < offsets[size]; at++) {
            all |= bytes[at];
        }
        return all >= 0
                || new String(bytes, offsets[0], offsets[size] - offsets[0], StandardCharsets.UTF_8)
                                .indexOf(REPLACEMENT)
                        < 0;
    }
}
