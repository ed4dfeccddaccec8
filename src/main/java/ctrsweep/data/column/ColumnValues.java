package ctrsweep.data.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A mapped column. Rows and places count from 0.
public sealed interface ColumnValues {
    ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

    ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// @param values (rows, width) int32
    record Ints(MemorySegment values, int width) implements ColumnValues {
        public int at(long row, int place) {
            return values.getAtIndex(INT, row * width + place);
        }

        /// The number of rows; 0 if rows have no values.
        public long rows() {
            return width == 0 ? 0 : values.byteSize() / Integer.BYTES / width;
        }

        /// Copies rows.
        ///
        /// @param end after the last row
        public int[] rows(long begin, long end) {
            int[] copy = new int[Math.toIntExact((end - begin) * width)];
            MemorySegment.copy(values, INT, begin * width * Integer.BYTES, copy, 0, copy.length);
            return copy;
        }
    }

    /// @param values (rows, width) float32
    record Floats(MemorySegment values, int width) implements ColumnValues {
        public float at(long row, int place) {
            return values.getAtIndex(FLOAT, row * width + place);
        }

        /// Copies rows.
        ///
        /// @param end after the last row
        public float[] rows(long begin, long end) {
            float[] copy = new float[Math.toIntExact((end - begin) * width)];
            MemorySegment.copy(values, FLOAT, begin * width * Float.BYTES, copy, 0, copy.length);
            return copy;
        }
    }

    /// @param begins (rows + 1) int64
    /// @param values int32
    record Lists(MemorySegment begins, MemorySegment values) implements ColumnValues {
        public long begin(long row) {
            return begins.getAtIndex(LONG, row);
        }

        public int length(long row) {
            return (int) (begin(row + 1) - begin(row));
        }

        /// @param place below the row's length
        public int at(long row, int place) {
            return values.getAtIndex(INT, begin(row) + place);
        }

        /// A copy of a row's list.
        public int[] row(long row) {
            return values.asSlice(begin(row) * Integer.BYTES, (long) length(row) * Integer.BYTES)
                    .toArray(INT);
        }
    }

    /// @param begins (rows + 1) int64
    /// @param values bytes
    record Texts(MemorySegment begins, MemorySegment values) implements ColumnValues {
        /// A copy of a row's bytes.
        public byte[] row(long row) {
            long begin = begins.getAtIndex(LONG, row);
            return values.asSlice(begin, begins.getAtIndex(LONG, row + 1) - begin)
                    .toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
