package ctrsweep.report;

import ctrsweep.report.Table.Precision;
import ctrsweep.space.Value;

/// A cell as a person reads it: numbers rounded, text escaped.
final class DisplayCell {
    private DisplayCell() {}

    static String of(Cell cell, Precision precision) {
        return switch (cell) {
            case Cell.Absent _ -> "";
            case Cell.NotFinite notFinite -> notFinite.toString();
            case Cell.Is(Value.Real(double number)) -> number(number, precision);
            case Cell.Is(Value value) when precision == Precision.SIX_DIGITS -> Escaped.of(ValueText.of(value));
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
            case EXACT -> NumberText.exact(number);
            case SIX_DIGITS -> NumberText.significant(number, 6);
            case FOUR_DECIMALS -> NumberText.rounded(number, 4);
            case ONE_DECIMAL -> NumberText.rounded(number, 1);
        };
    }
}
