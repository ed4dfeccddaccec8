package ctrsweep.data.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The values of a record in UTF-8, one after another. They hold until the next record is read. For one thread.
public final class RecordBytes {
    private static final int ASCII_END = 128;

    private byte[] bytes = new byte[256];
    private int[] ends = new int[64];
    private int size;
    private int used;
    private boolean ascii = true;

    void clear() {
        size = 0;
        used = 0;
        ascii = true;
    }

    void add(char[] text, int offset, int length) {
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(used + length, 2 * bytes.length));
        }
        int at = used;
        for (int from = offset; from < offset + length; from++) {
            char each = text[from];
            if (each >= ASCII_END) {
                addEncoded(new String(text, offset, length).getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at++] = (byte) each;
        }
        used = at;
        endValue();
    }

    private void addEncoded(byte[] utf8) {
        ascii = false;
        if (utf8.length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(used + utf8.length, 2 * bytes.length));
        }
        System.arraycopy(utf8, 0, bytes, used, utf8.length);
        used += utf8.length;
        endValue();
    }

    private void endValue() {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = used;
    }

    /// The number of values.
    public int size() {
        return size;
    }

    /// The array that holds them.
    public byte[] bytes() {
        return bytes;
    }

    public int begin(int value) {
        return value == 0 ? 0 : ends[value - 1];
    }

    /// The offset after a value's last byte.
    public int end(int value) {
        return ends[value];
    }

    /// Whether all bytes are ASCII.
    public boolean isAscii() {
        return ascii;
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(size);
        for (int value = 0; value < size; value++) {
            texts.add(new String(bytes, begin(value), end(value) - begin(value), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
