package ctrsweep.data.column;

import java.nio.file.Path;

/// The result of looking for a file of columns.
public sealed interface Found {

    /// The file wanted.
    record Whole(ColumnFile file) implements Found {}

    record Missing(Path file) implements Found {}

    /// Something else: columns of other data, of another version, or no columns at all.
    ///
    /// @param what it is, for a person
    record Foreign(Path file, String what) implements Found {}

    /// Columns, but not as they were written.
    ///
    /// @param what is wrong, for a person
    record Damaged(Path file, String what) implements Found {}
}
