package ctrsweep.data;

/// Encoded rows, in memory or in a mapped file.
public sealed interface Examples permits Rows, MappedRows {

    int size();

    /// (size): 0 or 1, or ratings.
    float[] labels();

    /// (size), or empty: how much a row counts in the training loss.
    float[] weights();

    /// (size), or empty: the list that a row is ranked in; rows of a group stand together.
    int[] groups();

    /// The first `count` rows, or all if there are fewer, in memory.
    Rows first(int count);

    /// All rows, in memory.
    default Rows inMemory() {
        return first(size());
    }
}
