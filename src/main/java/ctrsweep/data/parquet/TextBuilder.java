package ctrsweep.data.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of UTF-8 that become more.
final class TextBuilder {
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes;
    private int size;

    TextBuilder(int capacity) {
        bytes = new byte[Math.max(LONGEST_NUMBER, capacity)];
    }

    int size() {
        return size;
    }

    /// The array that holds them.
    byte[] bytes() {
        return bytes;
    }

    /// Takes away all after the first bytes.
    void cutTo(int length) {
        size = length;
    }

    void append(byte[] of, int begin, int end) {
        makeRoom(end - begin);
        System.arraycopy(of, begin, bytes, size, end - begin);
        size += end - begin;
    }

    void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    /// Appends a number in decimal.
    void append(long number) {
        if (number == Long.MIN_VALUE) {
            append(Long.toString(number));
            return;
        }
        makeRoom(LONGEST_NUMBER);
        long rest = Math.abs(number);
        if (number < 0) {
            bytes[size++] = '-';
        }
        int begin = size;
        do {
            bytes[size++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int left = begin, right = size - 1; left < right; left++, right--) {
            byte digit = bytes[left];
            bytes[left] = bytes[right];
            bytes[right] = digit;
        }
    }

    private void makeRoom(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + bytes.length / 2));
        }
    }
}
