package ctrsweep.data.column;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Takes the ints of a column of [ColumnType.Kind#INTS].
public final class IntWriter extends ColumnWriter {
    private static final int CHUNK_ROWS = 4096;

    private final Spill values;
    private List<int[]> numbers = List.of();

    IntWriter(ColumnType column, Spill values) {
        super(column);
        this.values = values;
    }

    /// To be called as often in a row as the column is wide.
    public void add(int value) throws IOException {
        values.output().add(value);
    }

    /// Adds a row's values, or its next.
    public void add(int[] row) throws IOException {
        add(row, 0, row.length);
    }

    /// Adds a row's values, or its next, from those of several.
    ///
    /// @param to after the last
    public void add(int[] rows, int from, int to) throws IOException {
        values.output().add(rows, from, to);
    }

    /// Maps the values of the rows that have ended.
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
        try (Arena arena = Arena.ofShared()) {
            ColumnValues.Ints given = soFar(arena);
            long rows = given.rows();
            out.add(Math.toIntExact(Math.ceilDiv(rows, (long) CHUNK_ROWS)), chunk -> {
                long begin = (long) chunk * CHUNK_ROWS;
                return renumbered(given.rows(begin, Math.min(rows, begin + CHUNK_ROWS)), tables);
            });
        }
    }

    private static ByteBuffer renumbered(int[] chunk, int[]... tables) {
        for (int place = 0; place < tables.length; place++) {
            int[] table = tables[place];
            for (int at = place; table.length > 0 && at < chunk.length; at += tables.length) {
                chunk[at] = table[chunk[at]];
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(chunk.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(chunk);
        return bytes;
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
