package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A row's values, each a range of bytes in UTF-8: first those of a block's row, if there is a block, then those that
/// were added. Good until the next row is read. For one thread.
final class Row {
    private static final int MARK_BYTES = 3;

    private final RowBlock block;
    private final int columns;
    private int at;
    private byte[][] bytes = new byte[4][];
    private int[] begins = new int[4];
    private int[] ends = new int[4];
    private int added;

    /// A row that has nothing yet.
    Row() {
        this(RowBlock.NONE);
    }

    /// The first row of a block.
    Row(RowBlock block) {
        this.block = block;
        columns = block.columns();
    }

    static Row of(List<String> values) {
        Row row = new Row();
        values.forEach(row::add);
        return row;
    }

    /// Goes to a row of the block. What was added is taken away.
    void goTo(int row) {
        at = row;
        added = 0;
    }

    /// Takes away what was added.
    void clear() {
        added = 0;
    }

    /// @param end after the last byte
    void add(byte[] of, int begin, int end) {
        if (added == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * added);
            begins = Arrays.copyOf(begins, 2 * added);
            ends = Arrays.copyOf(ends, 2 * added);
        }
        bytes[added] = of;
        begins[added] = begin;
        ends[added] = end;
        added++;
    }

    void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    /// Puts a value at a place after all columns; places before it are empty unless they have a value.
    void set(int place, String text) {
        while (size() <= place) {
            add("");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes[place - columns] = utf8;
        begins[place - columns] = 0;
        ends[place - columns] = utf8.length;
    }

    /// Takes UTF-8's byte order mark from the beginning of the first value that was added.
    void cutMark() {
        if (text(0).startsWith("\uFEFF")) {
            begins[0] += MARK_BYTES;
        }
    }

    int size() {
        return columns + added;
    }

    /// The array that holds the value.
    byte[] bytes(int column) {
        return column < columns ? block.cells(column).bytes() : bytes[column - columns];
    }

    int begin(int column) {
        return column < columns ? block.cells(column).begin(at) : begins[column - columns];
    }

    /// The offset after the last byte.
    int end(int column) {
        return column < columns ? block.cells(column).end(at) : ends[column - columns];
    }

    boolean isEmpty(int column) {
        return begin(column) == end(column);
    }

    /// The number that the file has in place of a text: infinite where there is none, NaN where it is missing.
    double number(int column) {
        double[] numbers = column < columns ? block.numbers(column) : RowBlock.NO_NUMBERS;
        return numbers.length == 0 ? Double.POSITIVE_INFINITY : numbers[at];
    }

    String text(int column) {
        int begin = begin(column);
        return new String(bytes(column), begin, end(column) - begin, StandardCharsets.UTF_8);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(size());
        for (int column = 0; column < size(); column++) {
            texts.add(text(column));
        }
        return texts;
    }
}
