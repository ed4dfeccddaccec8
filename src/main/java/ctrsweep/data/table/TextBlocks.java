package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.text.RecordBytes;
import ctrsweep.data.text.TextRecord;
import java.nio.file.Path;
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

    /// UTF-8's byte order mark.
    private static final int MARK_BYTES = 3;

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
    private int gap;

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
        if (line.fields() == columns) {
            begin(line.bytes(), line.from(0), line.to(columns - 1), line.from(0), line.to(0), 1);
            int moved = used - line.to(columns - 1);
            for (int column = 0; column < columns; column++) {
                end(column, line.to(column) + moved);
            }
            note(line.isAscii());
        } else {
            problems.put(size, wrongSize(line.fields()));
        }
        endRow(line.line(), 1);
    }

    @Override
    public void record(TextRecord where, RecordBytes values) {
        if (where.hasSwallowedRows(format.separator(), isRow)) {
            problems.put(size, new BadRow("a value in quotes has line breaks, and lines that are rows of their own"));
        } else if (values.size() == columns) {
            begin(values.bytes(), 0, values.end(columns - 1), 0, values.end(0), 0);
            int moved = used - values.end(columns - 1);
            for (int column = 0; column < columns; column++) {
                end(column, values.end(column) + moved);
            }
            note(values.isAscii());
        } else {
            problems.put(size, wrongSize(values.size()));
        }
        endRow(where.line(), where.lines());
    }

    /// Copies a row's bytes.
    ///
    /// @param valueTo after the first value's last byte
    /// @param between bytes that separate two values
    private void begin(byte[] of, int rowFrom, int rowTo, int valueFrom, int valueTo, int between) {
        int from = rowFrom + (isFirst && hasMark(of, valueFrom, valueTo) ? MARK_BYTES : 0);
        int length = rowTo - from;
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(used + length, 2 * bytes.length));
        }
        System.arraycopy(of, from, bytes, used, length);
        if (bounds.length == 0) {
            bounds = new int[rows * (columns + 1)];
        }
        gap = between;
        bounds[size * (columns + 1)] = used - gap;
        used += length;
    }

    private void end(int column, int at) {
        bounds[size * (columns + 1) + 1 + column] = at;
    }

    private void note(boolean isAscii) {
        if (!isAscii) {
            wide.set(size);
        }
    }

    private static boolean hasMark(byte[] bytes, int from, int to) {
        return to - from >= MARK_BYTES
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
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
        addColumns(block);
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
        action.accept(block);
    }

    private void addColumns(RowBlock block) {
        byte[] text = bytes;
        int[] ends = bounds.length == 0 ? new int[rows * (columns + 1)] : bounds;
        for (int column = 0; column < columns; column++) {
            Cells cells = new Cells(text, ends, column, columns + 1, gap);
            block.addColumn(() -> cells);
        }
        BitSet notAscii = wide;
        block.checkBy(() -> notAscii.stream().forEach(row -> block.requireText(row, format::notText)));
    }
}
