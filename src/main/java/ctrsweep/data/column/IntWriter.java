package ctrsweep.data.column;

import java.io.IOException;
import java.util.List;

/// Takes the ints of a column of [Column.Kind#INTS].
public final class IntWriter extends ColumnWriter {
    private final Spill values;

    IntWriter(Column column, Spill values) {
        super(column);
        this.values = values;
    }

    /// To be called as often in a row as the column is wide.
    public void add(int value) throws IOException {
        values.add(value);
    }

    /// Gives all values other numbers when the file is finished: what was numbered in the order in which it
    /// came can so be numbered by what was only known at the end, without a second reading.
    ///
    /// @param tables of each of a row's places the new numbers of 0, 1, ...
    public void renumber(List<int[]> tables) {
        if (tables.size() != column().width()) {
            throw new IllegalArgumentException(
                    "%d tables for column %s of width %d".formatted(tables.size(), column().name(), column().width()));
        }
        number(tables);
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
