package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;

/// The values of one column in a block of rows, each a range of bytes in UTF-8. Several columns may share their
/// arrays.
final class Cells {
    private final byte[] bytes;
    private final int[] bounds;
    private final int first;
    private final int stride;
    private final int gap;

    /// The value of a row begins `gap` bytes after the offset at `first + row * stride` of the bounds, and ends at
    /// the next offset.
    Cells(byte[] bytes, int[] bounds, int first, int stride, int gap) {
        this.bytes = bytes;
        this.bounds = bounds;
        this.first = first;
        this.stride = stride;
        this.gap = gap;
    }

    /// A column that is empty in every row.
    static Cells empty() {
        return new Cells(new byte[0], new int[2], 0, 0, 0);
    }

    /// Values one after another.
    ///
    /// @param offsets of the first bytes, and after the last value
    static Cells joined(byte[] bytes, int[] offsets) {
        return new Cells(bytes, offsets, 0, 1, 0);
    }

    /// The array that holds all values; not to be changed.
    byte[] bytes() {
        return bytes;
    }

    int begin(int row) {
        return bounds[first + row * stride] + gap;
    }

    /// After the last byte.
    int end(int row) {
        return bounds[first + row * stride + 1];
    }

    String text(int row) {
        return new String(bytes, begin(row), end(row) - begin(row), StandardCharsets.UTF_8);
    }
}
