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

    public int begin(int row) {
        return offsets[row];
    }

    /// After the last byte.
    public int end(int row) {
        return offsets[row + 1];
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
