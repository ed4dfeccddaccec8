package ctrsweep.report;

import ctrsweep.space.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A cell of a table.
public sealed interface Cell {
    record Absent() implements Cell {}

    record Is(Value value) implements Cell {}

    /// NaN or an infinity, written `nan`, `inf` or `-inf`.
    record NotFinite(double value) implements Cell {
        @Override
        public String toString() {
            if (Double.isNaN(value)) {
                return "nan";
            }
            return value > 0 ? "inf" : "-inf";
        }
    }

    static Cell of(double number) {
        return Double.isFinite(number) ? new Is(new Value.Real(number)) : new NotFinite(number);
    }

    static Cell of(long number) {
        return new Is(new Value.Int(number));
    }

    static Cell of(String text) {
        return new Is(new Value.Text(text));
    }

    static Cell of(Optional<Cell> cell) {
        return cell.orElseGet(Absent::new);
    }

    /// Orders numbers by size, then all other cells by text.
    static Comparator<Cell> ascending() {
        return Comparator.comparing(
                        Cell::number,
                        Comparator.comparing((Optional<Double> number) -> number.isEmpty())
                                .thenComparing(number -> number.orElse(0.0)))
                .thenComparing(Cell::text);
    }

    /// Puts absent cells and NaN last, as equals, and orders the others.
    static Comparator<Cell> withoutValueLast(Comparator<Cell> order) {
        return (a, b) -> hasValue(a) && hasValue(b) ? order.compare(a, b) : Boolean.compare(hasValue(b), hasValue(a));
    }

    private static boolean hasValue(Cell cell) {
        return switch (cell) {
            case Absent _ -> false;
            case Is _ -> true;
            case NotFinite(double value) -> !Double.isNaN(value);
        };
    }

    private static Optional<Double> number(Cell cell) {
        return switch (cell) {
            case Absent _ -> Optional.empty();
            case NotFinite(double value) -> Optional.of(value);
            case Is(Value.Int(long value)) -> Optional.of((double) value);
            case Is(Value.Real(double value)) -> Optional.of(value);
            case Is(Value.Bool _) -> Optional.empty();
            case Is(Value.Text _) -> Optional.empty();
            case Is(Value.Items(List<Value> _)) -> Optional.empty();
            case Is(Value.Fields _) -> Optional.empty();
            case Is(Value.Null _) -> Optional.empty();
        };
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Absent _ -> "";
            case Is(Value value) -> value.toString();
            case NotFinite notFinite -> notFinite.toString();
        };
    }
}
