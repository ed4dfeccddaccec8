package ctrsweep.store;

/// The place in the schema where a column's value is stored.
///
/// @param row what follows `FROM` to find the row of another table; empty for the trial's own row
record ColumnSource(String row) {
    static final ColumnSource TRIAL = new ColumnSource("");

    static ColumnSource of(String table, String key) {
        return new ColumnSource("%1$s WHERE %1$s.trial_id = trial.id AND %2$s".formatted(table, key));
    }

    /// SQL that is true where the value exists and the predicate on it is true.
    String where(String predicate) {
        return row.isEmpty() ? "(" + predicate + ")" : "EXISTS (SELECT 1 FROM " + row + " AND (" + predicate + "))";
    }

    /// SQL for an expression on the value; NULL where there is none.
    String pick(String expression) {
        return row.isEmpty() ? expression : "(SELECT " + expression + " FROM " + row + ")";
    }
}
