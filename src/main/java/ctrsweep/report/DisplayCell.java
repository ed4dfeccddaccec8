package ctrsweep.report;

import ctrsweep.report.Table.Precision;
import ctrsweep.space.Value;

/// A cell for people: numbers rounded, text escaped.
final class DisplayCell {
    private DisplayCell() {}

    static String of(Cell cell, Precision precision) {
        return switch (cell) {
            case Cell.Absent _ -> "";
            case Cell.NotFinite notFinite -> notFinite.toString();
            case Cell.Is(Value.Real(double number)) -> number(number, precision);
            case Cell.Is(Value value) when precision == Precision.SIX_DIGITS -> Escaped.of(GivenText.of(value));
            case Cell.Is(Value value) -> Escaped.of(value.toString());
        };
    }

    static boolean isNumber(Cell cell) {
        return switch (cell) {
            case Cell.Absent _, Cell.NotFinite _ -> true;
            case Cell.Is(Value value) -> value instanceof Value.Int || value instanceof Value.Real;
        };
    }

    private static String number(double number, Precision precision) {
        return switch (precision) {
            case EXACT -> Numbers.exact(number);
            case SIX_DIGITS -> Numbers.significant(number, 6);
            case FOUR_DECIMALS -> Numbers.rounded(number, 4);
            case ONE_DECIMAL -> Numbers.rounded(number, 1);
        };
    }
}
