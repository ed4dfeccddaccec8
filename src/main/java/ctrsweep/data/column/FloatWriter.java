package ctrsweep.data.column;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Takes the numbers of a column of [ColumnType.Kind#FLOATS]. They wait as doubles, and are rounded when the file is
/// finished.
public final class FloatWriter extends ColumnWriter {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int CHUNK_ROWS = 4096;

    private final Spill values;
    private List<DoubleUnaryOperator> functions;

    FloatWriter(ColumnType column, Spill values) {
        super(column);
        this.values = values;
        functions = Collections.nCopies(column.width(), DoubleUnaryOperator.identity());
    }

    /// To be called as often in a row as the column is wide.
    public void add(double value) throws IOException {
        values.output().add(value);
    }

    /// Adds a row's values, or its next.
    public void add(double[] row) throws IOException {
        add(row, 0, row.length);
    }

    /// Adds a row's values, or its next, from those of several.
    ///
    /// @param to after the last
    public void add(double[] rows, int from, int to) throws IOException {
        values.output().add(rows, from, to);
    }

    /// Numbers before they are rounded.
    ///
    /// @param values (rows, width) float64
    public record Doubles(MemorySegment values, int width) {
        public double at(long row, int place) {
            return values.getAtIndex(DOUBLE, row * width + place);
        }

        /// The number of rows; 0 if rows have no values.
        public long rows() {
            return width == 0 ? 0 : values.byteSize() / Double.BYTES / width;
        }

        /// Copies rows.
        ///
        /// @param end after the last row
        public double[] rows(long begin, long end) {
            double[] copy = new double[Math.toIntExact((end - begin) * width)];
            MemorySegment.copy(values, DOUBLE, begin * width * Double.BYTES, copy, 0, copy.length);
            return copy;
        }
    }

    /// Maps the values of the rows that have ended.
    ///
    /// @param arena that it is mapped in; to be closed before the file is finished
    public Doubles soFar(Arena arena) throws IOException {
        return new Doubles(values.mapped(arena), column().width());
    }

    /// Puts a function's values in place of all numbers when the file is finished: scales that are only known
    /// at the end need no second reading.
    ///
    /// @param all of each of a row's places its function
    public void map(List<DoubleUnaryOperator> all) {
        if (all.size() != column().width()) {
            throw new IllegalArgumentException(
                    "%d functions for column %s of width %d".formatted(all.size(), column().name(), column().width()));
        }
        functions = List.copyOf(all);
    }

    @Override
    List<Content> sections() {
        return List.of(this::mapped);
    }

    private void mapped(Output out) throws IOException {
        DoubleUnaryOperator[] each = functions.toArray(DoubleUnaryOperator[]::new);
        try (Arena arena = Arena.ofShared()) {
            Doubles given = soFar(arena);
            long rows = given.rows();
            out.add(Math.toIntExact(Math.ceilDiv(rows, (long) CHUNK_ROWS)), chunk -> {
                long begin = (long) chunk * CHUNK_ROWS;
                return mapped(given.rows(begin, Math.min(rows, begin + CHUNK_ROWS)), each);
            });
        }
    }

    /// Row by row, so that the first row whose number cannot be mapped is named.
    private static ByteBuffer mapped(double[] chunk, DoubleUnaryOperator... each) {
        ByteBuffer bytes = ByteBuffer.allocate(chunk.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int place = 0;
        for (double value : chunk) {
            bytes.putFloat((float) each[place].applyAsDouble(value));
            place = place + 1 == each.length ? 0 : place + 1;
        }
        return bytes.flip();
    }

    @Override
    boolean isBegun(long rows) {
        return !isWhole(values, Double.BYTES, rows);
    }

    @Override
    void endRow(long rows) {
        requireWhole(values, Double.BYTES, rows);
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
