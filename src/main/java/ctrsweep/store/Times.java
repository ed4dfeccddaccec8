package ctrsweep.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// Reads times: SQLite stores milliseconds since 1970-01-01 UTC, PostgreSQL stores times.
final class Times {
    private Times() {}

    static Instant read(ResultSet row, String column) throws SQLException {
        return find(row, column).orElseThrow(() -> new SQLException("no time in column " + column));
    }

    /// @return empty for NULL
    static Optional<Instant> find(ResultSet row, String column) throws SQLException {
        return switch (row.getObject(column)) {
            case null -> Optional.empty();
            case Number milliseconds -> Optional.of(Instant.ofEpochMilli(milliseconds.longValue()));
            case Timestamp time -> Optional.of(time.toInstant());
            case Object other -> throw new SQLException("column " + column + " has no time but " + other);
        };
    }
}
