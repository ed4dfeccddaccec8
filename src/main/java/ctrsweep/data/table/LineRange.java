package ctrsweep.data.table;

import ctrsweep.data.text.TextRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The lines of a file that a row takes.
///
/// @param first from 1
/// @param record where they are several, what was read of them
record LineRange(long first, long count, Optional<TextRecord> record) {

    static LineRange one(long line) {
        return new LineRange(line, 1, Optional.empty());
    }

    static LineRange of(TextRecord record) {
        return new LineRange(
                record.line(), record.lines(), record.lines() == 1 ? Optional.empty() : Optional.of(record));
    }

    boolean areSeveral() {
        return count > 1;
    }

    long last() {
        return first + count - 1;
    }

    /// Whether a quote that should not be there has made one row of several.
    ///
    /// @param isRow whether a line would be a row, were there no quotes
    boolean hasSwallowedRows(String separator, Predicate<List<String>> isRow) {
        return record.isPresent() && record.get().hasSwallowedRows(separator, isRow);
    }

    /// As [#hasSwallowedRows], where only the number of columns tells a row.
    boolean areRows(String separator, int columns) {
        return record.isPresent() && record.get().isMadeOfRows(separator, columns);
    }
}
