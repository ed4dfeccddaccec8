package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// A moment, in milliseconds since 1970-01-01 UTC, in the trial's own row. A date is all of the day, minute or
/// second that it names: what is later than a day is later than all of it.
///
/// @param zone of dates that name none
record TimeColumn(String name, String sql, ZoneId zone) implements QueryColumn {
    @Override
    public ColumnSource source() {
        return new ColumnSource.TrialRow();
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        DateSpan span = span(literal)
                .orElseThrow(() -> takes("a date, as 2026-11-21, 2026-11-21T10:00 or 2026-11-21T10:00:30Z", literal));
        return switch (relation) {
            case EQUAL -> sql + " >= " + binds.add(span.from()) + " AND " + sql + " < " + binds.add(span.until());
            case UNEQUAL -> sql + " < " + binds.add(span.from()) + " OR " + sql + " >= " + binds.add(span.until());
            case LESS -> sql + " < " + binds.add(span.from());
            case AT_MOST -> sql + " < " + binds.add(span.until());
            case MORE -> sql + " >= " + binds.add(span.until());
            case AT_LEAST -> sql + " >= " + binds.add(span.from());
        };
    }

    private Optional<DateSpan> span(Value literal) {
        return literal instanceof Value.Text(String text) ? DateSpan.read(text, zone) : Optional.empty();
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(Form.TIME, sql);
    }

    @Override
    public String present() {
        return sql + " IS NOT NULL";
    }
}
