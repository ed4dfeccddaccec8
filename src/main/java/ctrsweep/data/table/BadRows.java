package ctrsweep.data.table;

import java.util.List;

/// Rows that were left out because they cannot be read.
///
/// @param count all of them, in lines: quotes can make one row of several
/// @param examples the first, each with file, line and reason
public record BadRows(long count, List<String> examples) {
    static final int MOST_EXAMPLES = 5;

    public BadRows {
        examples = List.copyOf(examples);
    }

    /// `12 rows were left out, as FILE:3: ...`
    public String words() {
        return "%,d %s left out, as %s".formatted(count, count == 1 ? "row was" : "rows were", examples.getFirst());
    }
}
