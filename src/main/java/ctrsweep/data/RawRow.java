package ctrsweep.data;

import java.util.List;

/// A row as a file has it, before it is encoded.
///
/// @param place where it stands, `rows.csv:12`
/// @param header names of the columns
public record RawRow(String place, List<String> header, List<String> values) {
    public RawRow {
        if (header.size() != values.size()) {
            throw new DataException(
                    "%s: has %d columns, not the header's %d".formatted(place, values.size(), header.size()));
        }
    }

    /// @throws DataException if there is no such column
    public String text(String column) {
        int at = header.indexOf(column);
        if (at < 0) {
            throw new DataException("%s: has no column %s".formatted(place, column));
        }
        return values.get(at);
    }

    /// @throws DataException when it is no whole number
    long whole(String column) {
        try {
            return Long.parseLong(text(column).strip());
        } catch (NumberFormatException _) {
            throw new DataException("%s: %s is not a whole number: \"%s\"".formatted(place, column, text(column)));
        }
    }

    long whole(String column, long least, long most) {
        long value = whole(column);
        if (value < least || value > most) {
            throw new DataException(
                    "%s: %s must be from %d to %d, not %d".formatted(place, column, least, most, value));
        }
        return value;
    }
}
