package ctrsweep.data.column;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Takes the ints of a column of [Column.Kind#INTS].
public final class IntWriter extends ColumnWriter {
    private final Spill values;
    private List<int[]> numbers = List.of();

    IntWriter(Column column, Spill values) {
        super(column);
        this.values = values;
    }

    /// To be called as often in a row as the column is wide.
    public void add(int value) throws IOException {
        values.output().add(value);
    }

    /// What was added in rows that have ended.
    ///
    /// @param arena that it is mapped in; to be closed before the file is finished
    public ColumnValues.Ints soFar(Arena arena) throws IOException {
        return new ColumnValues.Ints(values.mapped(arena), column().width());
    }

    /// Gives all values other numbers when the file is finished: what was numbered in the order in which it
    /// came can so be numbered by what was only known at the end, without a second reading.
    ///
    /// @param tables of each of a row's places the new numbers of 0, 1, ...; an empty one leaves them as they are
    public void renumber(List<int[]> tables) {
        if (tables.size() != column().width()) {
            throw new IllegalArgumentException(
                    "%d tables for column %s of width %d".formatted(tables.size(), column().name(), column().width()));
        }
        numbers = List.copyOf(tables);
    }

    @Override
    List<Content> sections() {
        return List.of(numbers.stream().allMatch(table -> table.length == 0) ? values::copyTo : this::renumbered);
    }

    private void renumbered(Output out) throws IOException {
        int[][] tables = numbers.toArray(int[][]::new);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment given = values.mapped(arena);
            long size = given.byteSize();
            int place = 0;
            for (long at = 0; at < size; at += Integer.BYTES) {
                int value = given.get(ColumnValues.INT, at);
                out.add(tables[place].length == 0 ? value : tables[place][value]);
                place = place + 1 == tables.length ? 0 : place + 1;
            }
        }
    }

    @Override
    boolean isBegun(long rows) {
        return !isWhole(values, Integer.BYTES, rows);
    }

    @Override
    void endRow(long rows) {
        requireWhole(values, Integer.BYTES, rows);
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
