package ctrsweep.data.column;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/// Gathers rows of a table, in any order, into memory outside the heap that is used again for the next batch. For one
/// thread at a time. Numbers have the machine's byte order.
public final class Batch implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int capacity;
    private final List<BatchBlock> blocks = new ArrayList<>();

    /// @param capacity most rows
    public Batch(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch must have room for at least 1 row, not " + capacity);
        }
        this.capacity = capacity;
    }

    /// Ints side by side in a matrix. Each place of an order has two rows: the row itself, and the row that its item
    /// is taken from. These differ for negatives alone.
    public sealed interface IntSource {
        /// Columns of the matrix.
        int width();

        /// The same source with a number added to all of its values.
        IntSource plus(int number);
    }

    /// One place of a column's rows.
    ///
    /// @param offset added to its value
    /// @param ofItem whether it is taken from the item's row
    public record Place(ColumnValues.Ints column, int place, int offset, boolean ofItem) implements IntSource {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public Place plus(int number) {
            return new Place(column, place, offset + number, ofItem);
        }
    }

    /// A list's first values, and 0 after its last.
    ///
    /// @param width values taken
    /// @param offset added to the values, and to the 0
    public record Padded(ColumnValues.Lists column, int width, int offset, boolean ofItem) implements IntSource {
        @Override
        public Padded plus(int number) {
            return new Padded(column, width, offset + number, ofItem);
        }
    }

    /// A number that depends on both rows.
    ///
    /// @param of takes the row and the item's row
    public record ComputedInt(IntBinaryOperator of, int offset) implements IntSource {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public ComputedInt plus(int number) {
            return new ComputedInt(of, offset + number);
        }
    }

    /// One column of a matrix of floats.
    public sealed interface FloatSource {
        float at(int row, int itemRow);
    }

    /// One place of a column's rows.
    public record FloatPlace(ColumnValues.Floats column, int place, boolean ofItem) implements FloatSource {
        @Override
        public float at(int row, int itemRow) {
            return column.at(ofItem ? itemRow : row, place);
        }
    }

    /// A number that depends on both rows.
    public non-sealed interface ComputedFloat extends FloatSource {}

    /// Adds a matrix.
    ///
    /// @return (capacity, sum of widths) int32; what it holds changes with each [#gather]
    public MemorySegment ints(List<IntSource> sources) {
        int width = sources.stream().mapToInt(IntSource::width).sum();
        MemorySegment matrix = allocated(width);
        int column = 0;
        for (IntSource source : sources) {
            BatchBlock.Target target = new BatchBlock.Target(matrix, width, column);
            blocks.add(
                    switch (source) {
                        case Place place -> new BatchBlock.OfInts(place, target);
                        case Padded padded -> new BatchBlock.OfList(padded, target);
                        case ComputedInt computed -> new BatchBlock.OfComputedInts(computed, target);
                    });
            column += source.width();
        }
        return matrix;
    }

    /// Adds a matrix.
    ///
    /// @return (capacity, sources) float32; what it holds changes with each [#gather]
    public MemorySegment floats(List<? extends FloatSource> sources) {
        MemorySegment matrix = allocated(sources.size());
        for (int column = 0; column < sources.size(); column++) {
            BatchBlock.Target target = new BatchBlock.Target(matrix, sources.size(), column);
            blocks.add(
                    switch (sources.get(column)) {
                        case FloatPlace place -> new BatchBlock.OfFloats(place, target);
                        case ComputedFloat computed -> new BatchBlock.OfComputedFloats(computed, target);
                    });
        }
        return matrix;
    }

    private MemorySegment allocated(int width) {
        return arena.allocate((long) capacity * width * Integer.BYTES, FileSection.ALIGNMENT);
    }

    /// Fills all matrices' first rows with rows of their tables.
    ///
    /// @param rows numbers of the tables' rows
    /// @param itemRows the row of each place's item; the same array where there are no negatives
    /// @param begin first place
    /// @param end after the last; the matrices hold at least `end - begin` rows
    public void gather(int[] rows, int[] itemRows, int begin, int end) {
        if (end - begin > capacity) {
            throw new IllegalArgumentException("%d rows in a batch of %d".formatted(end - begin, capacity));
        }
        for (BatchBlock block : blocks) {
            block.copy(rows, itemRows, begin, end);
        }
    }

    /// The same without negatives.
    public void gather(int[] rows, int begin, int end) {
        gather(rows, rows, begin, end);
    }

    /// Frees the matrices.
    @Override
    public void close() {
        arena.close();
    }
}
