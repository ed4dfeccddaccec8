package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;

/// Finite numbers of a table's values.
final class NumberParser {
    private NumberParser() {}

    /// @param end after the last byte
    /// @throws BadRow when it is no finite number
    static double parsed(byte[] bytes, int begin, int end) {
        OptionalDouble number = ByteNumbers.real(bytes, begin, end);
        return number.isPresent() ? number.getAsDouble() : parsed(text(bytes, begin, end));
    }

    /// @throws BadRow when it is no finite number
    static double parsed(String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw new BadRow("\"%s\" is not a number".formatted(value));
        }
        throw new BadRow("\"%s\" is not a finite number".formatted(value));
    }

    /// Whether a float32 holds a number, perhaps rounded: the model gets nothing wider.
    static boolean fitsFloat(double number) {
        return Float.isFinite((float) number);
    }

    /// The error for a number that a float32 cannot hold.
    static BadRow tooLarge(String number) {
        return new BadRow("%s is too large: a float32 holds numbers up to %s".formatted(number, Float.MAX_VALUE));
    }

    /// @param text as it stands, for the message
    /// @throws BadRow when a float32 does not hold it
    static float inFloat(double number, String text) {
        if (!fitsFloat(number)) {
            throw tooLarge(text);
        }
        return (float) number;
    }

    /// Reads 0 and 1, false and true, no and yes, with or without spaces around them.
    ///
    /// @throws BadRow when it is none of them
    static boolean isOne(Row row, int column) {
        int begin = row.begin(column);
        byte first = row.end(column) == begin + 1 ? row.bytes(column)[begin] : 0;
        if (first == '0' || first == '1') {
            return first == '1';
        }
        return switch (row.text(column).strip().toLowerCase(Locale.ROOT)) {
            case "0", "0.0", "false", "no" -> false;
            case "1", "1.0", "true", "yes" -> true;
            case String _ -> throw new BadRow("\"%s\" is neither 0 nor 1".formatted(row.text(column)));
        };
    }

    static String text(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }
}
