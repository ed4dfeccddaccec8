package ctrsweep.data.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.util.Optional;

/// The numbers of a batch's values: those that their texts ([BatchText]) are read as.
@FunctionalInterface
interface BatchNumbers {

    /// @param value its number in the batch; it is not null
    double at(int value);

    /// Returns the numbers of a reader's batch; empty for a column that has none. A float is not among them: its
    /// text, 0.1, stands for another double.
    static Optional<BatchNumbers> of(ColumnSchema column, ColumnReader reader) {
        return switch (column.type()) {
            case INT32 -> isSigned(column) ? Optional.of(ints(reader.getInts())) : Optional.empty();
            case INT64 -> isSigned(column) ? Optional.of(longs(reader.getLongs())) : Optional.empty();
            case DOUBLE -> Optional.of(doubles(reader.getDoubles()));
            case BOOLEAN, INT96, FLOAT, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }

    private static BatchNumbers ints(int[] values) {
        return value -> values[value];
    }

    private static BatchNumbers longs(long[] values) {
        return value -> (double) values[value];
    }

    private static BatchNumbers doubles(double[] values) {
        return value -> values[value];
    }

    /// Whether the values are signed whole numbers and nothing else.
    private static boolean isSigned(ColumnSchema column) {
        return switch (column.logicalType()) {
            case null -> true;
            case LogicalType.IntType type -> type.isSigned();
            case LogicalType _ -> false;
        };
    }
}
