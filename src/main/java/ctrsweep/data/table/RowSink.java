package ctrsweep.data.table;

/// Keeps encoded rows.
interface RowSink {
    /// @param row its numbers are copied: the next row is written over them
    /// @param group the list that the row is ranked in, or -1
    void accept(RowBuffer row, float label, float weight, int group);
}
