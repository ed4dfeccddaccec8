package ctrsweep.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as text, with a decimal point and without grouping in every locale.
public final class NumberText {
    private NumberText() {}

    /// All digits that distinguish the number from its neighbours, without an exponent if that is readable.
    static String exact(double number) {
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-9 || size >= 1e15)) {
            return Double.toString(number);
        }
        String shortest = Double.toString(number);
        if (shortest.indexOf('E') < 0) {
            return shortest;
        }
        BigDecimal digits = new BigDecimal(shortest).stripTrailingZeros();
        return (digits.scale() < 1 ? digits.setScale(1) : digits).toPlainString();
    }

    /// @param digits the most significant digits to show
    public static String significant(double number, int digits) {
        return exact(new BigDecimal(Double.toString(number))
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .doubleValue());
    }

    public static String rounded(double number, int decimals) {
        return new BigDecimal(Double.toString(number))
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
