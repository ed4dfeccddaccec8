package ctrsweep.store;

/// The place in the schema where a column's value is stored.
sealed interface ColumnSource {

    /// SQL that is true where the value exists and the predicate on it is true.
    String where(String predicate);

    /// SQL for an expression on the value; NULL where there is none.
    String pick(String expression);

    /// In the trial's own row.
    record TrialRow() implements ColumnSource {
        @Override
        public String where(String predicate) {
            return "(" + predicate + ")";
        }

        @Override
        public String pick(String expression) {
            return expression;
        }
    }

    /// In the one row of another table that a key leads to, if there is such a row.
    record RowBeside(String table, String key) implements ColumnSource {
        @Override
        public String where(String predicate) {
            return "EXISTS (SELECT 1 FROM " + table + " WHERE " + key + " AND (" + predicate + "))";
        }

        @Override
        public String pick(String expression) {
            return "(SELECT " + expression + " FROM " + table + " WHERE " + key + ")";
        }
    }
}
