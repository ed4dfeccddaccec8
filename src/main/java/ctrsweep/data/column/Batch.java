package ctrsweep.data.column;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Rows of a table in any order, gathered into memory outside the heap that is used again for the next. For one
/// thread at a time. The matrices' numbers are of the machine's byte order.
public final class Batch implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int capacity;
    private final List<Block> blocks = new ArrayList<>();

    /// @param capacity most rows
    public Batch(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch must have room for at least 1 row, not " + capacity);
        }
        this.capacity = capacity;
    }

    /// Numbers side by side in a matrix of ints.
    public sealed interface IntSource {
        /// Columns of the matrix.
        int width();
    }

    /// One place of a column's rows.
    ///
    /// @param offset added to its value
    public record Place(ColumnValues.Ints column, int place, int offset) implements IntSource {
        @Override
        public int width() {
            return 1;
        }
    }

    /// A list's first values, and 0 behind its last.
    ///
    /// @param width values taken
    /// @param offset added to the values, and to the 0
    public record Padded(ColumnValues.Lists column, int width, int offset) implements IntSource {}

    /// One place of a column's rows.
    public record FloatPlace(ColumnValues.Floats column, int place) {}

    /// Adds a matrix.
    ///
    /// @return (capacity, sum of widths) int32; what it holds changes with each [#gather]
    public MemorySegment ints(List<IntSource> sources) {
        int width = sources.stream().mapToInt(IntSource::width).sum();
        MemorySegment matrix = allocated(width);
        int column = 0;
        for (IntSource source : sources) {
            Block.Target target = new Block.Target(matrix, width, column);
            blocks.add(
                    switch (source) {
                        case Place place -> new Block.OfInts(place, target);
                        case Padded padded -> new Block.OfList(padded, target);
                    });
            column += source.width();
        }
        return matrix;
    }

    /// Adds a matrix.
    ///
    /// @return (capacity, sources) float32; what it holds changes with each [#gather]
    public MemorySegment floats(List<FloatPlace> sources) {
        MemorySegment matrix = allocated(sources.size());
        for (int column = 0; column < sources.size(); column++) {
            blocks.add(new Block.OfFloats(sources.get(column), new Block.Target(matrix, sources.size(), column)));
        }
        return matrix;
    }

    private MemorySegment allocated(int width) {
        return arena.allocate((long) capacity * width * Integer.BYTES, Section.ALIGNMENT);
    }

    /// Fills all matrices' first rows with rows of their tables.
    ///
    /// @param order numbers of the tables' rows
    /// @param begin first place in the order
    /// @param end behind the last; at most the capacity behind the first
    public void gather(int[] order, int begin, int end) {
        if (end - begin > capacity) {
            throw new IllegalArgumentException("%d rows in a batch of %d".formatted(end - begin, capacity));
        }
        for (Block block : blocks) {
            block.copy(order, begin, end);
        }
    }

    /// Frees the matrices.
    @Override
    public void close() {
        arena.close();
    }
}
