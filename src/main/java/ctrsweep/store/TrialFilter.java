package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.space.Condition;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Value;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which trials are wanted, in SQL. Nothing that a person wrote stands in the SQL itself.
///
/// @param sql a boolean expression over the table `trial`, in parentheses where it needs them
/// @param binds its parameters by name, all of which begin with `where`
public record TrialFilter(String sql, Map<String, Object> binds) {
    public static final TrialFilter ALL = new TrialFilter("TRUE", Map.of());

    static TrialFilter number(long number) {
        return new TrialFilter("trial.number = :whereNumber", Map.of("whereNumber", number));
    }

    /// The completed trials of some points, see [ctrsweep.sweep.Point].
    static TrialFilter ofPoints(SweepSummary sweep, Set<String> hashes) {
        Value points =
                new Value.Items(hashes.stream().<Value>map(Value.Text::new).toList());
        return ofLatest(sweep).and(new TrialFilter("""
                state = 'completed' AND best_value IS NOT NULL
                AND point_hash IN (SELECT value FROM json_each(:wherePoints))""", Map.of("wherePoints", Json.write(points))));
    }

    /// The trials that may be compared with each other: those of the sweep's latest generation.
    public static TrialFilter ofLatest(SweepSummary sweep) {
        return new TrialFilter("trial.generation = :whereLatest", Map.of("whereLatest", sweep.generation()));
    }

    /// Trials that both filters want.
    public TrialFilter and(TrialFilter other) {
        Map<String, Object> both = new LinkedHashMap<>(binds);
        both.putAll(other.binds);
        return new TrialFilter("(%s) AND (%s)".formatted(sql, other.sql), both);
    }

    public TrialFilter {
        binds = Collections.unmodifiableMap(new LinkedHashMap<>(binds));
    }

    /// Reads a [Condition]. Its names, and what they are compared with:
    ///
    /// - `trial`, `attempt`, `epochs`, `best_epoch`, `seed`, `objective` (or `value`): numbers;
    /// - `seconds`: a number, or a span as `1h30m`;
    /// - `state`, `stop_reason`: their words;
    /// - `error`, `config_hash`, `owner`, `provenance.host` and its other keys: text;
    /// - `created`, `started`, `ended`, `updated`: a date, which is all of the day, minute or second that it
    ///   names, as `2026-11-21`, `2026-11-21T10:00`, `2026-11-21T10:00:30Z`;
    /// - `val.auc` and other metrics, at the best epoch: numbers, `inf` and `-inf`. NaN is no value, but that
    ///   `= nan` and `!= nan` ask for it;
    /// - `params.training.lr`, or `training.lr` where it varies: the setting's values;
    /// - `config.training.lr`: the same of any setting, whether it varies or not.
    ///
    /// `like` takes the letters a to z in upper and lower case as the same.
    ///
    /// @param zone of dates that name none
    /// @throws ConditionException for a condition that makes no sense; says what would
    public static TrialFilter of(String condition, SweepColumns known, ZoneId zone) {
        Binds binds = new Binds();
        TrialColumns columns = new TrialColumns(known, zone, binds);
        String sql = new FilterSql(columns, binds).of(Condition.parse(condition));
        return new TrialFilter(sql, binds.values());
    }
}
