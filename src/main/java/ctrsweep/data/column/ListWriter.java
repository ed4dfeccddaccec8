package ctrsweep.data.column;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/// Takes the ints of a column of [ColumnType.Kind#LISTS].
public final class ListWriter extends ColumnWriter {
    private final Ragged lists;
    private int[] numbers = new int[0];
    private boolean shortened;
    private int longest = Integer.MAX_VALUE;

    ListWriter(ColumnType column, Spill begins, Spill values) throws IOException {
        super(column);
        lists = new Ragged(begins, values, Integer.BYTES);
    }

    /// To be called any number of times in a row.
    public void add(int value) throws IOException {
        lists.values().output().add(value);
    }

    /// Maps the values of the rows that have ended.
    ///
    /// @param arena that it is mapped in; to be closed before the file is finished
    public ColumnValues.Lists soFar(Arena arena) throws IOException {
        return new ColumnValues.Lists(
                lists.begins().mapped(arena), lists.values().mapped(arena));
    }

    /// Gives all values other numbers when the file is finished, as [IntWriter#renumber], and leaves out those
    /// after the first `most`.
    ///
    /// @param table the new numbers of 0, 1, ...; an empty one leaves them as they are
    /// @param most values of a row
    public void renumber(int[] table, int most) {
        numbers = table.clone();
        longest = most;
    }

    /// Does the same, but first leaves out the values that become 0.
    public void shorten(int[] table, int most) {
        renumber(table, most);
        shortened = true;
    }

    @Override
    List<Content> sections() {
        return List.of(this::shortBegins, this::shortValues);
    }

    private void shortBegins(Output out) throws IOException {
        long[] begin = new long[1];
        out.add(0L);
        forEachKept(_ -> begin[0]++, () -> out.add(begin[0]));
    }

    private void shortValues(Output out) throws IOException {
        forEachKept(out::add, () -> {});
    }

    private interface Value {
        void take(int number) throws IOException;
    }

    private interface End {
        void reached() throws IOException;
    }

    private void forEachKept(Value value, End end) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            ColumnValues.Lists all = soFar(arena);
            long rows = all.begins().byteSize() / Long.BYTES - 1;
            for (long row = 0; row < rows; row++) {
                int length = all.length(row);
                int kept = 0;
                for (int place = 0; place < length && kept < longest; place++) {
                    int given = all.at(row, place);
                    int number = numbers.length == 0 ? given : numbers[given];
                    if (number != 0 || !shortened) {
                        value.take(number);
                        kept++;
                    }
                }
                end.reached();
            }
        }
    }

    @Override
    boolean isBegun(long rows) {
        return lists.isBegun();
    }

    @Override
    void endRow(long rows) throws IOException {
        lists.endRow();
    }

    @Override
    public void close() throws IOException {
        lists.close();
    }
}
