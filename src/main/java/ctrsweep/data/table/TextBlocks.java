package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.text.TextRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Makes blocks of the lines of a text file.
final class TextBlocks implements TextFormat.Lines {
    /// A block of more bytes is handed over before it has all its rows.
    private static final int MOST_BYTES = 1 << 23;

    private static final char MARK = '\uFEFF';

    private final Path file;
    private final TextFormat format;
    private final int columns;
    private final int rows;
    private final Predicate<List<String>> isRow;
    private final Consumer<RowBlock> action;
    private boolean isFirst;

    private long[] lines;
    private long[] counts;
    private int size;
    private Map<Integer, BadRow> problems = new HashMap<>();
    /// Bytes of the values, one row after another with their separators, and where they end; or the values
    /// themselves.
    private byte[] bytes = new byte[0];

    private int used;
    private int[] bounds;
    private BitSet wide = new BitSet();
    private List<List<String>> records = new ArrayList<>();

    /// @param columns of a row
    /// @param rows of a block, at most
    /// @param isRow whether a line of a record with line breaks would be a row, were there no quotes
    /// @param isFirst whether the first line to come is the first of the file, which may have a byte order mark
    TextBlocks(
            Path file,
            TextFormat format,
            int columns,
            int rows,
            Predicate<List<String>> isRow,
            boolean isFirst,
            Consumer<RowBlock> action) {
        this.file = file;
        this.format = format;
        this.columns = columns;
        this.rows = rows;
        this.isRow = isRow;
        this.isFirst = isFirst;
        this.action = action;
        lines = new long[rows];
        counts = new long[rows];
        bounds = new int[0];
    }

    @Override
    public void plain(ByteLines line) {
        if (line.fields() != columns) {
            problems.put(size, wrongSize(line.fields()));
        } else {
            copy(line);
        }
        endRow(line.line(), 1);
    }

    private void copy(ByteLines line) {
        int from = line.from(0) + (isFirst && hasMark(line) ? 3 : 0);
        int length = line.to(columns - 1) - from;
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(used + length, 2 * bytes.length));
        }
        System.arraycopy(line.bytes(), from, bytes, used, length);
        if (bounds.length == 0) {
            bounds = new int[rows * (columns + 1)];
        }
        int at = size * (columns + 1);
        int moved = used - from;
        bounds[at] = used - 1;
        for (int column = 0; column < columns; column++) {
            bounds[at + 1 + column] = line.to(column) + moved;
        }
        if (!line.isAscii()) {
            wide.set(size);
        }
        used += length;
    }

    private static boolean hasMark(ByteLines line) {
        byte[] bytes = line.bytes();
        int from = line.from(0);
        return line.to(0) - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
    }

    @Override
    public void record(TextRecord record) {
        List<String> values = isFirst ? withoutMark(record.values()) : record.values();
        if (record.hasSwallowedRows(format.separator(), isRow)) {
            problems.put(size, new BadRow("a value in quotes has line breaks, and lines that are rows of their own"));
        } else if (values.size() != columns) {
            problems.put(size, wrongSize(values.size()));
        }
        records.add(values);
        used += values.stream().mapToInt(String::length).sum();
        endRow(record.line(), record.lines());
    }

    private static List<String> withoutMark(List<String> values) {
        if (values.isEmpty() || values.getFirst().indexOf(MARK) != 0) {
            return values;
        }
        List<String> cut = new ArrayList<>(values);
        cut.set(0, cut.getFirst().substring(1));
        return cut;
    }

    private BadRow wrongSize(int found) {
        return new BadRow("has %d columns, not %d".formatted(found, columns));
    }

    private void endRow(long line, long count) {
        isFirst = false;
        lines[size] = line;
        counts[size] = count;
        size++;
        if (size == rows || used > MOST_BYTES) {
            flush();
        }
    }

    /// Hands over the rows that are left.
    void flush() {
        if (size == 0) {
            return;
        }
        long[] begins = lines;
        long[] lengths = counts;
        RowBlock block = new RowBlock(
                size, row -> new RowBlock.Place("%s:%d".formatted(file, begins[row]), begins[row], lengths[row]));
        if (records.isEmpty()) {
            addPlain(block);
        } else {
            addRecords(block);
        }
        problems.forEach(block::addProblem);
        int nextBytes = bytes.length;
        lines = new long[rows];
        counts = new long[rows];
        size = 0;
        problems = new HashMap<>();
        bytes = new byte[Math.min(nextBytes, MOST_BYTES)];
        used = 0;
        bounds = new int[0];
        wide = new BitSet();
        records = new ArrayList<>();
        action.accept(block);
    }

    private void addPlain(RowBlock block) {
        byte[] text = bytes;
        int[] ends = bounds.length == 0 ? new int[rows * (columns + 1)] : bounds;
        for (int column = 0; column < columns; column++) {
            Cells cells = new Cells(text, ends, column, columns + 1, 1);
            block.addColumn(() -> cells);
        }
        BitSet notAscii = wide;
        block.checkBy(() -> notAscii.stream().forEach(row -> block.requireText(row, format::notText)));
    }

    private void addRecords(RowBlock block) {
        List<List<String>> values = records;
        block.addTexts(values, columns);
        block.checkBy(() -> {
            for (int row = 0; row < values.size(); row++) {
                requireText(block, row, values.get(row));
            }
        });
    }

    private void requireText(RowBlock block, int row, List<String> values) {
        for (int column = 0; column < values.size(); column++) {
            if (values.get(column).indexOf(TextFormat.REPLACEMENT) >= 0) {
                block.addProblem(row, new BadRow(format.notText(column)));
                return;
            }
        }
    }
}
