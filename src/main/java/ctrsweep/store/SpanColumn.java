package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import ctrsweep.text.Durations;
import java.util.Map;
import java.util.Optional;

/// Seconds in the trial's own row, compared with numbers or with spans as `1h30m`.
record SpanColumn(String name, String sql) implements QueryColumn {
    @Override
    public ColumnSource source() {
        return new ColumnSource.TrialRow();
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        Number seconds = QueryColumn.number(literal)
                .or(() -> span(literal))
                .orElseThrow(() -> takes("seconds, or a time as 90s, 1h30m or 2d", literal));
        return QueryColumn.related(sql, relation, seconds, binds);
    }

    private static Optional<Number> span(Value literal) {
        return literal instanceof Value.Text(String text)
                ? Durations.read(text).map(span -> span.toSeconds())
                : Optional.empty();
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
