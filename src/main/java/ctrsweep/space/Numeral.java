package ctrsweep.space;

import java.util.Optional;
import java.util.regex.Pattern;

/// Parses numbers of specs and conditions: `64`, `-3`, `.5`, `1e-4`. A leading zero, as in `012`, is refused,
/// because YAML 1.1 reads it as octal.
public final class Numeral {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern REAL =
            Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private Numeral() {}

    /// An integer that is too large for a `long` becomes a real number. Negative zero becomes zero.
    ///
    /// @return empty if the text is not a number, or too large for a double
    public static Optional<Value> read(String text) {
        if (!REAL.matcher(text).matches() || isTooLarge(text)) {
            return Optional.empty();
        }
        if (WHOLE.matcher(text).matches()) {
            try {
                return Optional.of(new Value.Int(Long.parseLong(text)));
            } catch (NumberFormatException tooLongForALong) {
                return Optional.of(real(text));
            }
        }
        return Optional.of(real(text));
    }

    /// Whether it is a number that is too large for a double.
    public static boolean isTooLarge(String text) {
        return REAL.matcher(text).matches() && Double.isInfinite(Double.parseDouble(text));
    }

    /// Whether it is an integer that is too large for a `long`.
    public static boolean isTooLong(String text) {
        return WHOLE.matcher(text).matches()
                && read(text).filter(Value.Real.class::isInstance).isPresent();
    }

    private static Value real(String text) {
        return new Value.Real(Double.parseDouble(text) + 0.0);
    }
}
