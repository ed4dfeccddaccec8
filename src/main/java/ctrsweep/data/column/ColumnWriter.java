package ctrsweep.data.column;

import java.io.IOException;
import java.util.List;

/// Takes a column's values, row after row. For one thread at a time.
public abstract sealed class ColumnWriter permits IntWriter, FloatWriter, ListWriter, TextWriter {
    private final Column column;
    private List<int[]> numbers = List.of();

    ColumnWriter(Column column) {
        this.column = column;
    }

    final Column column() {
        return column;
    }

    /// One, or of ragged columns two: where rows begin, and the values.
    abstract List<Spill> sections();

    /// @throws IllegalStateException when the row has not as many values as it must
    abstract void endRow(long rows) throws IOException;

    final void number(List<int[]> tables) {
        numbers = List.copyOf(tables);
    }

    /// Empty, or what [Spill#copyTo] wants.
    final List<int[]> numbers() {
        return numbers;
    }

    /// Whether values were added since `rows` rows ended.
    abstract boolean isBegun(long rows);

    /// @param rows begun so far, this one included
    final void requireWhole(Spill values, long rows) {
        long wanted = rows * column.width() * column.kind().bytes();
        if (values.bytes() != wanted) {
            throw new IllegalStateException("column %s: row %d has not %d values but %d"
                    .formatted(
                            column.name(),
                            rows,
                            column.width(),
                            column.width()
                                    + (values.bytes() - wanted) / column.kind().bytes()));
        }
    }
}
