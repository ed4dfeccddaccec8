package ctrsweep.data.parquet;

import java.util.List;

/// Consecutive rows of a Parquet file.
///
/// @param first number of its first row in the file, from 1
/// @param size rows
/// @param columns those that were asked for, in that order
public record ColumnBlock(long first, int size, List<ValueColumn> columns) {
    public ColumnBlock {
        columns = List.copyOf(columns);
    }
}
