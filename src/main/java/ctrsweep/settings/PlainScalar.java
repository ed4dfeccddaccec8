package ctrsweep.settings;

import ctrsweep.space.Numeral;
import ctrsweep.space.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads an unquoted word of YAML, by fewer rules than YAML 1.1 has.
///
/// - `true` and `false` are truth values; `yes`, `no`, `on` and `off` are text.
/// - `1e-4` is a number, `12:30:45` is text.
/// - `012` is neither octal nor decimal but text, as are `0x1f` and `1_000`: a number setting refuses them.
/// - `.inf`, `.nan` and `1e999` are text too: no number setting takes them.
/// - `null`, `~` and nothing at all are no value.
public final class PlainScalar {
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");

    private PlainScalar() {}

    /// @return empty for no value
    public static Optional<Value> read(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Optional.empty();
            case "true", "True", "TRUE" -> Optional.of(new Value.Bool(true));
            case "false", "False", "FALSE" -> Optional.of(new Value.Bool(false));
            default -> Optional.of(Numeral.read(text).orElseGet(() -> new Value.Text(text)));
        };
    }

    /// Whether the text would be a number, were it not infinite, undefined or too large.
    static boolean isNotFinite(String text) {
        return NOT_FINITE.matcher(text).matches() || Numeral.isTooLarge(text);
    }

    static boolean hasLeadingZero(String text) {
        return LEADING_ZERO.matcher(text).matches();
    }
}
