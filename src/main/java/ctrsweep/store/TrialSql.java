package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.space.Condition;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Value;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialFilter;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// A [TrialFilter] in SQL. The SQL contains no text that a person wrote, only placeholders.
///
/// @param sql a boolean expression over the table `trial`, in parentheses where it needs them
/// @param binds its parameters by name, all of which begin with `where`
record TrialSql(String sql, Map<String, Object> binds) {
    static final TrialSql ALL = new TrialSql("TRUE", Map.of());

    static TrialSql numbers(Collection<Long> numbers, Dialect dialect) {
        return new TrialSql(
                "trial.number IN (%s)".formatted(dialect.numbers(":whereNumbers")),
                Map.of("whereNumbers", Dialect.list(numbers)));
    }

    /// The trials of the latest generation that completed with an objective.
    static TrialSql completed(SweepSummary sweep) {
        return ofLatest(sweep).and(new TrialSql("state = 'completed' AND best_value IS NOT NULL", Map.of()));
    }

    /// The completed trials of some points, see [ctrsweep.sweep.Point].
    static TrialSql ofPoints(SweepSummary sweep, Set<String> hashes, Dialect dialect) {
        return completed(sweep)
                .and(new TrialSql(
                        "point_hash IN (%s)".formatted(dialect.texts(":wherePoints")),
                        Map.of("wherePoints", Json.write(Value.Items.of(hashes, Value.Text::new)))));
    }

    /// The trials that may be compared with each other: those of the sweep's latest generation.
    static TrialSql ofLatest(SweepSummary sweep) {
        return new TrialSql("trial.generation = :whereLatest", Map.of("whereLatest", sweep.generation()));
    }

    /// Selects the trials that match both filters.
    TrialSql and(TrialSql other) {
        Map<String, Object> both = new LinkedHashMap<>(binds);
        both.putAll(other.binds);
        return new TrialSql("(%s) AND (%s)".formatted(sql, other.sql), both);
    }

    public TrialSql {
        binds = Collections.unmodifiableMap(new LinkedHashMap<>(binds));
    }

    /// @param columns the names that a condition may use
    static TrialSql of(TrialFilter filter, SweepSummary sweep, Dialect dialect, Supplier<SweepColumns> columns) {
        TrialSql wanted = filter.condition()
                .map(condition -> of(condition, columns.get(), filter.zone(), dialect))
                .orElse(ALL);
        return filter.latest() ? wanted.and(ofLatest(sweep)) : wanted;
    }

    /// Reads a condition, see [TrialFilter].
    ///
    /// @param zone of dates that name none
    /// @throws ConditionException for an invalid condition; the message says what is valid
    static TrialSql of(String condition, SweepColumns known, ZoneId zone, Dialect dialect) {
        Binds binds = new Binds(dialect);
        FilterColumns columns = new FilterColumns(known, zone, binds);
        String sql = new FilterSql(columns, binds).of(Condition.parse(condition));
        return new TrialSql(sql, binds.values());
    }
}
