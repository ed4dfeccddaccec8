package ctrsweep.data.column;

import java.io.IOException;
import java.util.List;

/// Takes the bytes of a column of [Column.Kind#TEXTS].
public final class TextWriter extends ColumnWriter {
    private final Spill begins;
    private final Spill values;
    private long ended;

    TextWriter(Column column, Spill begins, Spill values) throws IOException {
        super(column);
        this.begins = begins;
        this.values = values;
        begins.add(0L);
    }

    /// What is added to a row stands one behind the other.
    ///
    /// @param to behind the last byte
    public void add(byte[] bytes, int from, int to) throws IOException {
        values.add(bytes, from, to);
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
        begins.add(ended);
    }
}
