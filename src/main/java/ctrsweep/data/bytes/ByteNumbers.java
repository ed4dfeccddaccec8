package ctrsweep.data.bytes;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Numbers in decimal, read from bytes.
public final class ByteNumbers {
    /// Digits that a double holds exactly.
    private static final int EXACT_DIGITS = 15;
    /// Powers of ten that a double holds exactly.
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    /// Digits that a long holds, whichever they are.
    private static final int LONG_DIGITS = 18;

    private ByteNumbers() {}

    /// A whole number of at most 18 digits, with or without a sign, or nothing.
    ///
    /// @param to after the last byte
    public static OptionalLong whole(byte[] bytes, int from, int to) {
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        if (at == to || to - at > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = at; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = 10 * value + digit;
        }
        return OptionalLong.of(bytes[from] == '-' ? -value : value);
    }

    /// A finite number as [Double#parseDouble] reads it, without spaces, hexadecimal digits and type letters; or
    /// nothing. Up to 15 digits are a whole number over a power of ten, both exact as doubles, so their quotient
    /// is the nearest double (Clinger 1990, How to read floating point numbers accurately).
    ///
    /// @param to after the last byte
    public static OptionalDouble real(byte[] bytes, int from, int to) {
        int first = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        long value = 0;
        int digits = 0;
        int point = to;
        for (int at = first; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                value = 10 * value + digit;
                digits++;
            } else if (bytes[at] == '.' && point == to) {
                point = at;
            } else {
                return slow(bytes, from, to);
            }
        }
        if (digits == 0 || digits > EXACT_DIGITS) {
            return slow(bytes, from, to);
        }
        int behind = Math.max(0, to - point - 1);
        double size = value / POWERS[behind];
        return OptionalDouble.of(bytes[from] == '-' ? -size : size);
    }

    private static OptionalDouble slow(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if ("+-.0123456789eE".indexOf(bytes[at]) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            double value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
