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

    static String text(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }
}
