package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Map;

/// A number in the trial's own row.
record NumberColumn(String name, String sql) implements QueryColumn {
    @Override
    public ColumnSource source() {
        return new ColumnSource.TrialRow();
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        return QueryColumn.related(
                sql, relation, QueryColumn.number(literal).orElseThrow(() -> takes("a number", literal)), binds);
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(Form.NUMBER, sql);
    }

    @Override
    public String present() {
        return sql + " IS NOT NULL";
    }
}
