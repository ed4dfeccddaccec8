package ctrsweep.data.column;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A table of a mapped file. Safe for several threads.
public final class ColumnTable {
    private final String name;
    private final long rows;
    private final Map<String, ColumnValues> columns;

    private ColumnTable(String name, long rows, Map<String, ColumnValues> columns) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
    }

    static ColumnTable of(Directory.Entry entry, MemorySegment map) {
        Map<String, ColumnValues> columns = new LinkedHashMap<>();
        for (Directory.Place place : entry.columns()) {
            columns.put(place.column().name(), values(place, map));
        }
        return new ColumnTable(entry.name(), entry.rows(), columns);
    }

    private static ColumnValues values(Directory.Place place, MemorySegment map) {
        MemorySegment first = slice(map, place.sections().getFirst());
        MemorySegment last = slice(map, place.sections().getLast());
        return switch (place.column().kind()) {
            case INTS -> new ColumnValues.Ints(first, place.column().width());
            case FLOATS -> new ColumnValues.Floats(first, place.column().width());
            case LISTS -> new ColumnValues.Lists(first, last);
            case TEXTS -> new ColumnValues.Texts(first, last);
        };
    }

    private static MemorySegment slice(MemorySegment map, FileSection section) {
        return map.asSlice(section.offset(), section.bytes());
    }

    public long rows() {
        return rows;
    }

    /// By name, in the order in which they were declared.
    public Map<String, ColumnValues> columns() {
        return Collections.unmodifiableMap(columns);
    }

    public ColumnValues.Ints ints(String column) {
        return column(column, ColumnValues.Ints.class);
    }

    public ColumnValues.Floats floats(String column) {
        return column(column, ColumnValues.Floats.class);
    }

    public ColumnValues.Lists lists(String column) {
        return column(column, ColumnValues.Lists.class);
    }

    public ColumnValues.Texts texts(String column) {
        return column(column, ColumnValues.Texts.class);
    }

    private <C extends ColumnValues> C column(String column, Class<C> kind) {
        ColumnValues found = columns.get(column);
        if (!kind.isInstance(found)) {
            throw new IllegalArgumentException(
                    "table %s has no such column %s; it has %s".formatted(name, column, columns.keySet()));
        }
        return kind.cast(found);
    }
}
