package ctrsweep.store;

import ctrsweep.space.ConditionException;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialState;
import ctrsweep.text.Durations;
import ctrsweep.text.NearestName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A column whose values are all of one kind: numbers, seconds, texts, words or times.
///
/// @param sql for the value; NULL where there is none
/// @param words the only values, if there are few; otherwise empty
record PlainColumn(String name, ColumnSource source, String sql, Form form, List<String> words, Comparison comparison)
        implements QueryColumn {
    PlainColumn {
        words = List.copyOf(words);
    }

    /// Compares the values of a column with a literal, in SQL.
    private interface Comparison {
        String of(PlainColumn column, Relation relation, Value literal, Binds binds);
    }

    /// The columns that every trial has in its own row.
    ///
    /// @param zone of dates that name none
    static Map<String, QueryColumn> ofTrial(ZoneId zone) {
        List<QueryColumn> columns = List.of(
                number("objective", "best_value"),
                number("value", "best_value"),
                number("trial", "number"),
                words("state", TrialState.values()),
                words("stop_reason", StopReason.values()),
                number("attempt", "attempt"),
                number("epochs", "epochs"),
                number("best_epoch", "best_epoch"),
                ofTrial("seconds", "seconds", Form.NUMBER, PlainColumn::compareSeconds),
                number("seed", "seed"),
                number("generation", "generation"),
                text("error", ColumnSource.TRIAL, "trial.error"),
                text("config_hash", ColumnSource.TRIAL, "trial.config_hash"),
                text("owner", ColumnSource.TRIAL, "trial.owner"),
                time("created", zone),
                time("started", zone),
                time("ended", zone),
                time("updated", zone));
        return columns.stream()
                .collect(Collectors.toMap(QueryColumn::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    }

    private static PlainColumn ofTrial(String name, String column, Form form, Comparison comparison) {
        return new PlainColumn(name, ColumnSource.TRIAL, "trial." + column, form, List.of(), comparison);
    }

    private static PlainColumn number(String name, String column) {
        return ofTrial(
                name,
                column,
                Form.NUMBER,
                (of, relation, literal, binds) ->
                        of.related(relation, QueryColumn.number(literal), "a number", literal, binds));
    }

    static PlainColumn text(String name, ColumnSource source, String sql) {
        return new PlainColumn(
                name,
                source,
                sql,
                Form.TEXT,
                List.of(),
                (of, relation, literal, binds) -> of.related(
                        relation, text(literal), "text, in quotes where it looks like something else", literal, binds));
    }

    private static PlainColumn words(String name, Enum<?>[] constants) {
        List<String> words = Arrays.stream(constants).map(Names::of).toList();
        return new PlainColumn(name, ColumnSource.TRIAL, "trial." + name, Form.TEXT, words, PlainColumn::compareWord);
    }

    private static PlainColumn time(String name, ZoneId zone) {
        return ofTrial(
                name,
                name + "_at",
                Form.TIME,
                (of, relation, literal, binds) -> of.compareTime(relation, literal, zone, binds));
    }

    private static Optional<String> text(Value literal) {
        return literal instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    private String related(
            Relation relation, Optional<? extends Object> value, String wanted, Value literal, Binds binds) {
        return QueryColumn.related(sql, relation, value.orElseThrow(() -> takes(wanted, literal)), binds);
    }

    private String compareSeconds(Relation relation, Value literal, Binds binds) {
        Optional<Number> seconds = QueryColumn.number(literal)
                .or(() -> text(literal).flatMap(Durations::read).map(span -> span.toSeconds()));
        return related(relation, seconds, "seconds, or a time as 90s, 1h30m or 2d", literal, binds);
    }

    private String compareWord(Relation relation, Value literal, Binds binds) {
        String word = text(literal).orElseThrow(() -> takes("one of " + String.join(", ", words), literal));
        if (!words.contains(word)) {
            throw new ConditionException("no such " + name + ": " + word + NearestName.hint(word, words));
        }
        if (relation.isOrder()) {
            throw hasNoOrder("words");
        }
        return QueryColumn.related(sql, relation, word, binds);
    }

    /// A date stands for all of the day, minute or second that it
    /// names: what is later than a day is later than all of it.
    private String compareTime(Relation relation, Value literal, ZoneId zone, Binds binds) {
        DateSpan span = text(literal)
                .flatMap(date -> DateSpan.read(date, zone))
                .orElseThrow(() -> takes("a date, as 2026-11-21, 2026-11-21T10:00 or 2026-11-21T10:00:30Z", literal));
        return switch (relation) {
            case EQUAL ->
                sql + " >= " + binds.add(Instant.ofEpochMilli(span.from())) + " AND " + sql + " < "
                        + binds.add(Instant.ofEpochMilli(span.until()));
            case UNEQUAL ->
                sql + " < " + binds.add(Instant.ofEpochMilli(span.from())) + " OR " + sql + " >= "
                        + binds.add(Instant.ofEpochMilli(span.until()));
            case LESS -> sql + " < " + binds.add(Instant.ofEpochMilli(span.from()));
            case AT_MOST -> sql + " < " + binds.add(Instant.ofEpochMilli(span.until()));
            case MORE -> sql + " >= " + binds.add(Instant.ofEpochMilli(span.until()));
            case AT_LEAST -> sql + " >= " + binds.add(Instant.ofEpochMilli(span.from()));
        };
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        return comparison.of(this, relation, literal, binds);
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(form, sql);
    }

    @Override
    public String present() {
        return sql + " IS NOT NULL";
    }

    /// `error` is a stop reason, and also the name of a column.
    @Override
    public boolean isOwnWord(String word) {
        return words.contains(word);
    }
}
