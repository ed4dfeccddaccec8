package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.KeptSpec;
import ctrsweep.json.Json;
import ctrsweep.json.JsonObjects;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialDetails.Spell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads [TrialDetails], of several trials with the same statements as of one.
final class DetailsQuery {
    /// How many trials are in memory with their details at a time.
    private static final int TOGETHER = 500;

    private static final String TRIALS = """
            SELECT trial.id, trial.number, revision.revision, trial.config, trial.attempt, trial.owner,
                   trial.started_at, trial.ended_at, trial.updated_at, metric.low, metric.high
              FROM trial
              JOIN sweep_revision AS revision ON revision.id = trial.revision_id
              LEFT JOIN trial_metric AS metric
                ON metric.trial_id = trial.id AND metric.split = :split AND metric.name = :name
             WHERE trial.sweep_id = :sweep AND (%s)
             ORDER BY trial.number""";

    /// Only epochs tell of an earlier attempt: it began when its first epoch began.
    private static final String SPELLS = """
            SELECT trial.id, epoch.attempt, epoch.recorded_at, epoch.seconds
              FROM trial JOIN epoch ON epoch.trial_id = trial.id
             WHERE trial.sweep_id = :sweep AND epoch.attempt < trial.attempt AND (%s)
             ORDER BY trial.id, epoch.attempt, epoch.epoch""";

    private static final String PROVENANCE = """
            SELECT trial.id, provenance.key, provenance.value
              FROM trial JOIN provenance ON provenance.trial_id = trial.id
             WHERE trial.sweep_id = :sweep AND (%s)""";

    private static final String ARTIFACTS = """
            SELECT trial.id, artifact.kind, artifact.path, artifact.bytes, artifact.sha256
              FROM trial JOIN artifact ON artifact.trial_id = trial.id
             WHERE trial.sweep_id = :sweep AND (%s)
             ORDER BY trial.id, artifact.kind, artifact.path""";

    private static final String BASES = "SELECT revision, base FROM sweep_revision WHERE sweep_id = :sweep";

    private final Handle handle;
    private final SweepSummary sweep;
    private final Map<Integer, Map<String, Value>> bases;
    private final Map<Long, Trial> trials = new HashMap<>();
    private final TrialSql which;
    private final Map<Long, List<EpochReport>> epochs = new HashMap<>();
    private final Map<Long, Map<Integer, Spell>> earlier = new HashMap<>();
    private final Map<Long, Map<String, String>> provenance = new HashMap<>();
    private final Map<Long, List<Outcome.Artifact>> artifacts = new HashMap<>();
    private final JsonObjects configs = new JsonObjects();

    private DetailsQuery(
            Handle handle, SweepSummary sweep, Map<Integer, Map<String, Value>> bases, List<Trial> trials) {
        this.handle = handle;
        this.sweep = sweep;
        this.bases = bases;
        trials.forEach(trial -> this.trials.put(trial.number(), trial));
        this.which = TrialSql.numbers(this.trials.keySet(), Dialect.of(handle));
    }

    /// Gives these trials with their details, by number.
    ///
    /// @param spec of the sweep
    static void each(Handle handle, SweepSummary sweep, String spec, List<Trial> trials, Consumer<TrialDetails> to) {
        Map<Integer, Map<String, Value>> bases = new HashMap<>();
        boolean ofProgram = KeptSpec.isOfProgram(spec);
        bases(handle, sweep).forEach((revision, base) -> bases.put(revision, complete(base, ofProgram)));
        List<Trial> byNumber =
                trials.stream().sorted(Comparator.comparing(Trial::number)).toList();
        for (int from = 0; from < byNumber.size(); from += TOGETHER) {
            List<Trial> next = byNumber.subList(from, Math.min(from + TOGETHER, byNumber.size()));
            new DetailsQuery(handle, sweep, bases, next).details().forEach(to);
        }
    }

    private List<TrialDetails> details() {
        gather();
        return select(TRIALS)
                .bind("split", sweep.objective().split())
                .bind("name", sweep.objective().name())
                .map((row, context) -> details(row, Objects.requireNonNull(trials.get(row.getLong("number")))))
                .list();
    }

    static Map<Integer, Value.Fields> bases(Handle handle, SweepSummary sweep) {
        Map<Integer, Value.Fields> bases = new TreeMap<>();
        handle.select(BASES)
                .bind("sweep", sweep.id())
                .map((row, context) ->
                        bases.put(row.getInt("revision"), (Value.Fields) Json.read(row.getString("base"))))
                .list();
        return bases;
    }

    static Optional<Outcome.Interval> interval(Handle handle, SweepSummary sweep, long number) {
        return handle.select("""
                        SELECT metric.low, metric.high
                          FROM trial JOIN trial_metric AS metric ON metric.trial_id = trial.id
                         WHERE trial.sweep_id = :sweep AND trial.number = :number
                           AND metric.split = :split AND metric.name = :name AND metric.low IS NOT NULL""")
                .bind("sweep", sweep.id())
                .bind("number", number)
                .bind("split", sweep.objective().split())
                .bind("name", sweep.objective().name())
                .map((row, context) -> new Outcome.Interval(row.getDouble("low"), row.getDouble("high")))
                .findOne();
    }

    /// The complete config of a trial.
    static Value.Fields config(Handle handle, SweepSummary sweep, long number) {
        return handle.select("""
                        SELECT revision.base, trial.config
                          FROM trial JOIN sweep_revision AS revision ON revision.id = trial.revision_id
                         WHERE trial.sweep_id = :sweep AND trial.number = :number""")
                .bind("sweep", sweep.id())
                .bind("number", number)
                .map((row, context) ->
                        ConfigTree.patched((Value.Fields) Json.read(row.getString("base")), (Value.Fields)
                                Json.read(row.getString("config"))))
                .one();
    }

    /// Returns when each epoch was recorded; for a repeated epoch, the later attempt's time.
    static Map<Integer, Instant> recorded(Handle handle, SweepSummary sweep, long number) {
        Map<Integer, Instant> times = new TreeMap<>();
        handle.select("""
                        SELECT epoch.epoch, epoch.recorded_at
                          FROM epoch JOIN trial ON trial.id = epoch.trial_id
                         WHERE trial.sweep_id = :sweep AND trial.number = :number
                         ORDER BY epoch.attempt, epoch.epoch""")
                .bind("sweep", sweep.id())
                .bind("number", number)
                .map((row, context) -> times.put(row.getInt("epoch"), Times.read(row, "recorded_at")))
                .list();
        return times;
    }

    private Query select(String sql) {
        return handle.createQuery(sql.formatted(which.sql()))
                .bind("sweep", sweep.id())
                .bindMap(which.binds());
    }

    private void gather() {
        EpochQuery.each(handle, sweep, which, (trial, epoch) -> add(epochs, trial, epoch));
        select(SPELLS)
                .map((row, context) -> earlier.computeIfAbsent(row.getLong("id"), _ -> new TreeMap<>())
                        .merge(row.getInt("attempt"), spell(row), DetailsQuery::joined))
                .list();
        select(PROVENANCE)
                .map((row, context) -> provenance
                        .computeIfAbsent(row.getLong("id"), _ -> new TreeMap<>())
                        .put(row.getString("key"), row.getString("value")))
                .list();
        select(ARTIFACTS)
                .map((row, context) -> add(
                        artifacts,
                        row.getLong("id"),
                        new Outcome.Artifact(
                                row.getString("kind"),
                                row.getString("path"),
                                row.getLong("bytes"),
                                row.getString("sha256"))))
                .list();
    }

    /// The time that an epoch took.
    private static Spell spell(ResultSet row) throws SQLException {
        Instant recorded = Times.read(row, "recorded_at");
        return new Spell(recorded.minusMillis((long) (1000 * row.getDouble("seconds"))), recorded);
    }

    private static Spell joined(Spell one, Spell other) {
        return new Spell(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to());
    }

    private static <T> boolean add(Map<Long, List<T>> lists, long trial, T item) {
        return lists.computeIfAbsent(trial, _ -> new ArrayList<>()).add(item);
    }

    /// Adds settings that are newer than the revision with their defaults, which mean what older versions did.
    private static Map<String, Value> complete(Value.Fields base, boolean ofProgram) {
        Map<String, Value> settings =
                new LinkedHashMap<>(ofProgram ? Map.of() : ConfigTree.settings(Experiment.DEFAULTS));
        settings.putAll(ConfigTree.flat(base));
        return settings;
    }

    private TrialDetails details(ResultSet row, Trial trial) throws SQLException {
        long id = row.getLong("id");
        Map<String, Value> base = bases.getOrDefault(row.getInt("revision"), Map.of());
        Map<String, Value> changes = ConfigTree.flat(configs.read(row.getString("config")));
        changes.entrySet().removeIf(change -> change.getValue().equals(base.get(change.getKey())));
        Optional<Instant> ended = Times.find(row, "ended_at");
        List<Spell> spells = new ArrayList<>(earlier.getOrDefault(id, Map.of()).values());
        spells.add(new Spell(Times.read(row, "started_at"), ended.orElse(Times.read(row, "updated_at"))));
        return new TrialDetails(
                trial,
                epochs.getOrDefault(trial.number(), List.of()),
                base,
                changes,
                row.getInt("attempt"),
                Optional.ofNullable(row.getString("owner")),
                spells,
                ended,
                interval(row),
                provenance.getOrDefault(id, Map.of()),
                artifacts.getOrDefault(id, List.of()));
    }

    private static Optional<Outcome.Interval> interval(ResultSet row) throws SQLException {
        double low = row.getDouble("low");
        return row.wasNull() ? Optional.empty() : Optional.of(new Outcome.Interval(low, row.getDouble("high")));
    }
}
