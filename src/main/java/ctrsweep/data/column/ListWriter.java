package ctrsweep.data.column;

import java.io.IOException;
import java.util.List;

/// Takes the ints of a column of [Column.Kind#LISTS].
public final class ListWriter extends ColumnWriter {
    private final Spill begins;
    private final Spill values;
    private long ended;

    ListWriter(Column column, Spill begins, Spill values) throws IOException {
        super(column);
        this.begins = begins;
        this.values = values;
        begins.add(0L);
    }

    /// To be called any number of times in a row.
    public void add(int value) throws IOException {
        values.add(value);
    }

    /// As [IntWriter#renumber]; all places of a list share a table.
    public void renumber(int[] table) {
        number(List.of(table));
    }

    @Override
    List<Spill> sections() {
        return List.of(begins, values);
    }

    @Override
    boolean isBegun(long rows) {
        return values.bytes() != ended;
    }

    @Override
    void endRow(long rows) throws IOException {
        ended = values.bytes();
        begins.add(ended / Integer.BYTES);
    }
}
