package ctrsweep.data.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Copies one source of a [Batch], row by row, to its place in a matrix.
sealed interface BatchBlock {

    /// As [Batch#gather].
    void copy(int[] rows, int[] itemRows, int begin, int end);

    /// The place of a block in a matrix.
    ///
    /// @param width of the matrix
    /// @param column first of the block's
    record Target(MemorySegment matrix, int width, int column) {
        long at(int row) {
            return (long) row * width + column;
        }
    }

    record OfInts(Batch.Place source, Target target) implements BatchBlock {
        @Override
        public void copy(int[] rows, int[] itemRows, int begin, int end) {
            int[] order = source.ofItem() ? itemRows : rows;
            MemorySegment values = source.column().values();
            MemorySegment matrix = target.matrix();
            int offset = source.offset();
            for (int place = begin; place < end; place++) {
                int value = values.getAtIndex(
                        ColumnValues.INT, (long) order[place] * source.column().width() + source.place());
                matrix.setAtIndex(ValueLayout.JAVA_INT, target.at(place - begin), value + offset);
            }
        }
    }

    record OfFloats(Batch.FloatPlace source, Target target) implements BatchBlock {
        @Override
        public void copy(int[] rows, int[] itemRows, int begin, int end) {
            int[] order = source.ofItem() ? itemRows : rows;
            MemorySegment values = source.column().values();
            MemorySegment matrix = target.matrix();
            for (int place = begin; place < end; place++) {
                float value = values.getAtIndex(
                        ColumnValues.FLOAT,
                        (long) order[place] * source.column().width() + source.place());
                matrix.setAtIndex(ValueLayout.JAVA_FLOAT, target.at(place - begin), value);
            }
        }
    }

    record OfList(Batch.Padded source, Target target) implements BatchBlock {
        @Override
        public void copy(int[] rows, int[] itemRows, int begin, int end) {
            int[] order = source.ofItem() ? itemRows : rows;
            MemorySegment values = source.column().values();
            MemorySegment matrix = target.matrix();
            for (int place = begin; place < end; place++) {
                long from = source.column().begin(order[place]);
                int taken = Math.min(source.width(), source.column().length(order[place]));
                long to = target.at(place - begin);
                for (int i = 0; i < source.width(); i++) {
                    int value = i < taken ? values.getAtIndex(ColumnValues.INT, from + i) : 0;
                    matrix.setAtIndex(ValueLayout.JAVA_INT, to + i, value + source.offset());
                }
            }
        }
    }

    record OfComputedInts(Batch.ComputedInt source, Target target) implements BatchBlock {
        @Override
        public void copy(int[] rows, int[] itemRows, int begin, int end) {
            for (int place = begin; place < end; place++) {
                int value = source.of().applyAsInt(rows[place], itemRows[place]) + source.offset();
                target.matrix().setAtIndex(ValueLayout.JAVA_INT, target.at(place - begin), value);
            }
        }
    }

    record OfComputedFloats(Batch.ComputedFloat source, Target target) implements BatchBlock {
        @Override
        public void copy(int[] rows, int[] itemRows, int begin, int end) {
            for (int place = begin; place < end; place++) {
                float value = source.at(rows[place], itemRows[place]);
                target.matrix().setAtIndex(ValueLayout.JAVA_FLOAT, target.at(place - begin), value);
            }
        }
    }
}
