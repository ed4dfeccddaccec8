package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Map;

/// Text that may be anything.
record TextColumn(String name, ColumnSource source, String sql) implements QueryColumn {
    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        if (literal instanceof Value.Text(String text)) {
            return QueryColumn.related(sql, relation, text, binds);
        }
        throw takes("text, in quotes where it looks like something else", literal);
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(Form.TEXT, sql);
    }

    @Override
    public String present() {
        return sql + " IS NOT NULL";
    }
}
