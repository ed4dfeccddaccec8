package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A row's values, each a range of bytes in UTF-8. Good until the next row is read.
final class Row {
    private static final int MARK_BYTES = 3;

    private byte[][] bytes = new byte[16][];
    private int[] begins = new int[16];
    private int[] ends = new int[16];
    private int size;
    private boolean ascii = true;

    static Row of(List<String> values) {
        Row row = new Row();
        values.forEach(row::add);
        return row;
    }

    /// @param isAscii whether all bytes that will be added as ranges are
    void clear(boolean isAscii) {
        size = 0;
        ascii = isAscii;
    }

    /// Whether all of its text is surely ASCII.
    boolean isAscii() {
        return ascii;
    }

    /// @param end after the last byte
    void add(byte[] of, int begin, int end) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
            begins = Arrays.copyOf(begins, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        bytes[size] = of;
        begins[size] = begin;
        ends[size] = end;
        size++;
    }

    void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ascii &= utf8.length == text.length();
        add(utf8, 0, utf8.length);
    }

    /// Takes UTF-8's byte order mark from the beginning of the first value.
    void cutMark() {
        if (text(0).startsWith("\uFEFF")) {
            begins[0] += MARK_BYTES;
        }
    }

    int size() {
        return size;
    }

    /// The array that holds the value.
    byte[] bytes(int column) {
        return bytes[column];
    }

    int begin(int column) {
        return begins[column];
    }

    /// Behind the last byte.
    int end(int column) {
        return ends[column];
    }

    boolean isEmpty(int column) {
        return begins[column] == ends[column];
    }

    String text(int column) {
        return new String(bytes[column], begins[column], ends[column] - begins[column], StandardCharsets.UTF_8);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(size);
        for (int column = 0; column < size; column++) {
            texts.add(text(column));
        }
        return texts;
    }
}
