package ctrsweep.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// A measured value in two columns: SQLite stores NaN as NULL, so a second column names a value that is not
/// finite.
record Measured(double value) {

    /// Binds both columns with the same types in every row, as a batch requires.
    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bindByType("value", Double.isFinite(value) ? value : null, Double.class)
                .bindByType("nonFinite", kind(), String.class);
    }

    /// Reads the columns `value` and `non_finite`.
    static double from(ResultSet row) throws SQLException {
        String kind = row.getString("non_finite");
        if (kind == null) {
            return row.getDouble("value");
        }
        return notFinite(kind);
    }

    static double notFinite(String kind) {
        return switch (kind) {
            case "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private @Nullable String kind() {
        if (Double.isFinite(value)) {
            return null;
        }
        if (Double.isNaN(value)) {
            return "nan";
        }
        return value > 0 ? "+inf" : "-inf";
    }
}
