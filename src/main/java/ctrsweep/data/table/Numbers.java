package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteNumbers;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/// Finite numbers of a table's values.
final class Numbers {
    private Numbers() {}

    /// @param end behind the last byte
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

    /// Of 0 and 1.
    ///
    /// @throws BadRow when it is neither
    static boolean isOne(Row row, int column) {
        int begin = row.begin(column);
        byte first = row.end(column) == begin + 1 ? row.bytes(column)[begin] : 0;
        if (first == '0' || first == '1') {
            return first == '1';
        }
        return switch (row.text(column)) {
            case "0.0" -> false;
            case "1.0" -> true;
            case String text -> throw new BadRow("\"%s\" is neither 0 nor 1".formatted(text));
        };
    }

    static String text(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }
}
