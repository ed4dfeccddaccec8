package ctrsweep.store;

import ctrsweep.config.KeptSpec;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Writes a sweep as the only study of an Optuna storage.
///
/// The objective after each epoch is an intermediate value (step: the epoch). Everything else that is known of a
/// trial is a user attribute: metrics at the best epoch by name, `trial` (its number), `rank` (of its point:
/// Optuna itself ranks single trials), `state`, `seed`, `best_epoch`, `epochs`, `stop_reason`, `error`,
/// `seconds`, `config_hash`, `provenance.*`; numbers that are not finite as text. A study holds no NaN: a
/// completed trial whose objective is NaN or missing is FAIL there, and its attribute `state` says `completed`.
/// Optuna numbers trials without gaps, and would give a number twice if there were one: where a sweep has gaps,
/// numbers move up.
final class OptunaStudy {
    /// Optuna stores local times without a zone.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final Handle handle;
    private final SweepSummary sweep;
    private final ZoneId zone;
    private final Map<String, OptunaDistribution> distributions;
    private long written;

    private OptunaStudy(Handle handle, Results results, SweepSummary sweep, ZoneId zone) {
        this.handle = handle;
        this.sweep = sweep;
        this.zone = zone;
        this.distributions = distributions(results, sweep);
    }

    /// Fills an empty database.
    static void write(Handle handle, Results results, SweepSummary sweep, ZoneId zone) {
        OptunaTables.create(handle);
        OptunaStudy study = new OptunaStudy(handle, results, sweep, zone);
        study.begin(results.spec(sweep));
        results.eachTrial(sweep, study::add);
    }

    private static Map<String, OptunaDistribution> distributions(Results results, SweepSummary sweep) {
        Map<String, SequencedSet<Value>> seen = new LinkedHashMap<>();
        results.trials(sweep).stream()
                .sorted(Comparator.comparing(Trial::number))
                .forEach(trial -> trial.assignment().values().forEach((path, value) -> seen.computeIfAbsent(
                                path, none -> new LinkedHashSet<>())
                        .add(value)));
        var domains = KeptSpec.space(results.spec(sweep)).domains();
        Map<String, OptunaDistribution> distributions = new LinkedHashMap<>();
        seen.forEach((path, values) ->
                distributions.put(path, OptunaDistribution.of(Optional.ofNullable(domains.get(path)), values)));
        return distributions;
    }

    private void begin(String spec) {
        handle.execute("INSERT INTO studies VALUES (1, ?)", sweep.name());
        handle.execute(
                "INSERT INTO study_directions VALUES (1, ?, 1, 0)", sweep.goal().name());
        handle.execute(
                "INSERT INTO study_system_attributes VALUES (1, 1, 'study:metric_names', ?)",
                Json.write(
                        new Value.Items(List.of(new Value.Text(sweep.objective().toString())))));
        Map<String, Value> facts = new LinkedHashMap<>();
        facts.put("method", new Value.Text(sweep.method()));
        facts.put("seed", new Value.Int(sweep.seed()));
        facts.put("spec", new Value.Text(spec));
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO study_user_attributes (study_id, \"key\", value_json) VALUES (1, :key, :value)");
        facts.forEach((key, value) ->
                batch.bind("key", key).bind("value", Json.write(value)).add());
        batch.execute();
    }

    private void add(TrialDetails trial) {
        long id = ++written;
        handle.createUpdate("INSERT INTO trials VALUES (:id, :number, 1, :state, :start, :end)")
                .bind("id", id)
                .bind("number", id - 1)
                .bind("state", state(trial.trial()))
                .bind("start", start(trial))
                .bind("end", trial.ended().map(this::time))
                .execute();
        addParams(id, trial.trial());
        addValue(id, trial.trial());
        addEpochs(id, trial.epochs());
        addAttributes(id, trial);
    }

    /// A waiting trial has no start in Optuna, although an earlier attempt may have started.
    private Optional<String> start(TrialDetails trial) {
        return trial.trial().state() == TrialState.WAITING ? Optional.empty() : Optional.of(time(trial.started()));
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    private String state(Trial trial) {
        return switch (trial.state()) {
            case WAITING -> "WAITING";
            case RUNNING -> "RUNNING";
            case COMPLETED -> value(trial).isPresent() ? "COMPLETE" : "FAIL";
            case PRUNED -> "PRUNED";
            case FAILED -> "FAIL";
        };
    }

    /// The objective; empty if it is missing or NaN, which a study cannot hold.
    private Optional<Double> value(Trial trial) {
        return trial.metric(sweep.objective()).filter(value -> !value.isNaN());
    }

    private void addParams(long id, Trial trial) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json)
                VALUES (:trial, :name, :value, :distribution)""");
        trial.assignment().values().forEach((path, value) -> {
            OptunaDistribution distribution = Objects.requireNonNull(distributions.get(path));
            batch.bind("trial", id)
                    .bind("name", path)
                    .bind("value", distribution.stored(value))
                    .bind("distribution", distribution.json())
                    .add();
        });
        batch.execute();
    }

    private void addValue(long id, Trial trial) {
        value(trial).ifPresent(value -> handle.createUpdate("""
                                INSERT INTO trial_values (trial_id, objective, value, value_type)
                                VALUES (:trial, 0, :value, :type)""")
                .bind("trial", id)
                .bind("value", finite(value))
                .bind("type", type(value))
                .execute());
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private static String type(double value) {
        if (Double.isNaN(value)) {
            return "NAN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "INF_POS" : "INF_NEG";
        }
        return "FINITE";
    }

    private void addEpochs(long id, List<EpochReport> epochs) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
                VALUES (:trial, :step, :value, :type)""");
        for (EpochReport epoch : epochs) {
            Double value = epoch.metrics().get(sweep.objective());
            if (value != null) {
                batch.bind("trial", id)
                        .bind("step", epoch.epoch())
                        .bindByType("value", finite(value).orElse(null), Double.class)
                        .bind("type", type(value))
                        .add();
            }
        }
        batch.execute();
    }

    private void addAttributes(long id, TrialDetails trial) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO trial_user_attributes (trial_id, "key", value_json) VALUES (:trial, :key, :value)""");
        attributes(trial).forEach((key, value) -> batch.bind("trial", id)
                .bind("key", key)
                .bind("value", Json.write(value))
                .add());
        batch.execute();
    }

    private static Map<String, Value> attributes(TrialDetails trial) {
        Trial result = trial.trial();
        Map<String, Value> facts = new LinkedHashMap<>();
        result.metrics().forEach((metric, value) -> facts.put(metric.toString(), number(value)));
        facts.put("trial", new Value.Int(result.number()));
        result.rank().ifPresent(rank -> facts.put("rank", new Value.Int(rank)));
        facts.put("state", new Value.Text(Names.of(result.state())));
        facts.put("seed", new Value.Int(result.seed()));
        result.bestEpoch().ifPresent(epoch -> facts.put("best_epoch", new Value.Int(epoch)));
        facts.put("epochs", new Value.Int(result.epochs()));
        result.stopReason().ifPresent(reason -> facts.put("stop_reason", new Value.Text(Names.of(reason))));
        result.error().ifPresent(error -> facts.put("error", new Value.Text(error)));
        facts.put("seconds", number(result.seconds()));
        facts.put("config_hash", new Value.Text(result.configHash()));
        trial.provenance().forEach((key, fact) -> facts.put("provenance." + key, new Value.Text(fact)));
        return facts;
    }

    private static Value number(double value) {
        return Double.isFinite(value) ? new Value.Real(value) : new Value.Text(Double.toString(value));
    }
}
