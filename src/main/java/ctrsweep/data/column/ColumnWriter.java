package ctrsweep.data.column;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Takes a column's values, row after row. For one thread at a time.
public abstract sealed class ColumnWriter implements Closeable permits IntWriter, FloatWriter, ListWriter, TextWriter {
    private final ColumnType column;

    ColumnWriter(ColumnType column) {
        this.column = column;
    }

    final ColumnType column() {
        return column;
    }

    /// @throws IllegalStateException when the row has not as many values as it must
    abstract void endRow(long rows) throws IOException;

    /// Whether values were added since `rows` rows ended.
    abstract boolean isBegun(long rows);

    /// The contents of the column's sections: one, or two for a ragged column.
    abstract List<Content> sections();

    /// The content of a section.
    interface Content {
        void appendTo(Output out) throws IOException;
    }

    /// @param values of which each of the rows has as many as the column is wide
    /// @param bytes of a value
    final boolean isWhole(Spill values, int bytes, long rows) {
        return values.bytes() == rows * column.width() * bytes;
    }

    /// @param rows begun so far, this one included
    final void requireWhole(Spill values, int bytes, long rows) {
        if (!isWhole(values, bytes, rows)) {
            long wanted = rows * column.width() * bytes;
            throw new IllegalStateException("column %s: row %d has not %d values but %d"
                    .formatted(
                            column.name(), rows, column.width(), column.width() + (values.bytes() - wanted) / bytes));
        }
    }
}
