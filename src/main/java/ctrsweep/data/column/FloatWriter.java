package ctrsweep.data.column;

import java.io.IOException;
import java.util.List;

/// Takes the numbers of a column of [Column.Kind#FLOATS].
public final class FloatWriter extends ColumnWriter {
    private final Spill values;

    FloatWriter(Column column, Spill values) {
        super(column);
        this.values = values;
    }

    /// To be called as often in a row as the column is wide.
    public void add(float value) throws IOException {
        values.add(value);
    }

    @Override
    List<Spill> sections() {
        return List.of(values);
    }

    @Override
    boolean isBegun(long rows) {
        return values.bytes() != rows * column().width() * column().kind().bytes();
    }

    @Override
    void endRow(long rows) {
        requireWhole(values, rows);
    }
}
