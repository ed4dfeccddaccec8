package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an unquoted word of YAML means, by fewer rules than YAML 1.1 has.
///
/// - `true` and `false` are truth values; `yes`, `no`, `on` and `off` are text.
/// - `1e-4` is a number, `12:30:45` is text.
/// - `012` is neither octal nor decimal but text, as are `0x1f` and `1_000`: a number setting refuses them.
/// - `null`, `~` and nothing at all are no value.
final class PlainScalar {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern REAL =
            Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private PlainScalar() {}

    /// @return empty for no value
    /// @throws IllegalArgumentException for a number that is not finite or too large
    static Optional<Value> read(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Optional.empty();
            case "true", "True", "TRUE" -> Optional.of(new Value.Bool(true));
            case "false", "False", "FALSE" -> Optional.of(new Value.Bool(false));
            default -> Optional.of(numberOrText(text));
        };
    }

    private static Value numberOrText(String text) {
        if (NOT_FINITE.matcher(text).matches()) {
            throw new IllegalArgumentException("a number must be finite, not " + text);
        }
        if (!REAL.matcher(text).matches()) {
            return new Value.Text(text);
        }
        if (WHOLE.matcher(text).matches()) {
            try {
                return new Value.Int(Long.parseLong(text));
            } catch (NumberFormatException tooLongForALong) {
                return real(text);
            }
        }
        return real(text);
    }

    private static Value real(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("the number " + text + " is too large");
        }
        return new Value.Real(number + 0.0);
    }
}
