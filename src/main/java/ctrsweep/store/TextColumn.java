package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Map;

/// Text that may be anything.
record TextColumn(String name, Source source, String sql) implements Column {
    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        if (literal instanceof Value.Text(String text)) {
            return Column.related(sql, relation, text, binds);
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
