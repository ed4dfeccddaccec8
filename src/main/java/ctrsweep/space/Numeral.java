package ctrsweep.space;

import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as people write them, in a spec as in a condition: `64`, `-3`, `.5`, `1e-4`. With a leading zero, as
/// `012`, it is no number: some would read it as an octal one.
public final class Numeral {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern REAL =
            Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private Numeral() {}

    /// A whole number that is too long for a `long` is a real one, and zero has no sign, so that it is one value.
    ///
    /// @return empty when it is not a number, or too large for one
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

    /// Whether it would be a number, were it not beyond all of them.
    public static boolean isTooLarge(String text) {
        return REAL.matcher(text).matches() && Double.isInfinite(Double.parseDouble(text));
    }

    /// Whether it is a whole number that no `long` holds.
    public static boolean isTooLong(String text) {
        return WHOLE.matcher(text).matches()
                && read(text).filter(Value.Real.class::isInstance).isPresent();
    }

    private static Value real(String text) {
        return new Value.Real(Double.parseDouble(text) + 0.0);
    }
}
