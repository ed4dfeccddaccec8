package ctrsweep.data.column;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes a table's rows. For each row every column gets its values, in any order, and then [#endRow] is called;
/// a row that was begun must be finished, so what may be refused is to be read before it is added.
public final class TableWriter {
    private final String name;
    private final Map<String, ColumnWriter> columns;
    private final List<ColumnWriter> each;
    private long rows;

    TableWriter(String name, Map<String, ColumnWriter> columns) {
        this.name = name;
        this.columns = new LinkedHashMap<>(columns);
        each = List.copyOf(columns.values());
    }

    String name() {
        return name;
    }

    List<ColumnWriter> columns() {
        return each;
    }

    /// So far.
    public long rows() {
        return rows;
    }

    public IntWriter ints(String column) {
        return writer(column, IntWriter.class);
    }

    public FloatWriter floats(String column) {
        return writer(column, FloatWriter.class);
    }

    public ListWriter lists(String column) {
        return writer(column, ListWriter.class);
    }

    public TextWriter texts(String column) {
        return writer(column, TextWriter.class);
    }

    private <W extends ColumnWriter> W writer(String column, Class<W> kind) {
        ColumnWriter found = columns.get(column);
        if (!kind.isInstance(found)) {
            throw new IllegalArgumentException(
                    "table %s has no such column %s; it has %s".formatted(name, column, columns.keySet()));
        }
        return kind.cast(found);
    }

    /// @throws IllegalStateException when a column has not got as many values as it is wide
    public void endRow() throws IOException {
        rows++;
        for (ColumnWriter column : each) {
            column.endRow(rows);
        }
    }
}
