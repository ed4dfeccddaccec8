package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Map;

/// A number in the trial's own row.
record NumberColumn(String name, String sql) implements Column {
    @Override
    public Source source() {
        return new Source.TrialRow();
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        return Column.related(
                sql, relation, Column.number(literal).orElseThrow(() -> takes("a number", literal)), binds);
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
