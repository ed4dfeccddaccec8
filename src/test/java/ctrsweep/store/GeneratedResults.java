package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.ExperimentReader;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Generated results: trials of five parameters, written through the log that a launch writes through, each epoch
/// with training loss, validation AUC and LogLoss.
///
/// @param name of the sweep
public record GeneratedResults(String name, int epochs) {
    private static final Metric OBJECTIVE = Metric.of("val.auc");
    private static final Duration LEASE = Duration.ofMinutes(1);

    /// Limits of what is recorded one transaction at a time: trials, and epochs of all of them.
    private static final int ORIGINALS = 1_000;
    private static final int RECORDED_EPOCHS = 5_000;

    /// The SQL of what is added to the objective of a copy: at most 0.01.
    private static final String OWN = "((trial_id + :shift) * 7919 % 99991) / 9999100.0";

    private static final List<String> COPIES =
            List.of("""
            INSERT INTO trial (id, sweep_id, revision_id, number, config_hash, point_hash, assignment, config, seed, state,
                               attempt, epochs, best_epoch, best_value, stop_reason, seconds, created_at, started_at,
                               ended_at, updated_at)
            SELECT trial_id + :shift, sweep_id, revision_id, number + :shift, config_hash || :shift,
                   point_hash || :shift, json_set(assignment, '$."training.lr"',
                                                  (assignment ->> '$."training.lr"') * (1 + 0.1 * %1$s)),
                   config, seed, state, attempt, epochs, best_epoch, best_value + %1$s, stop_reason, seconds, created_at,
                   started_at, ended_at, updated_at
              FROM (SELECT id AS trial_id, * FROM trial WHERE id <= :most)""".formatted(OWN), """
            INSERT INTO trial_param (trial_id, path, value, number)
            SELECT trial_id + :shift, path, value, number FROM trial_param WHERE trial_id <= :most""", """
            INSERT INTO epoch (trial_id, attempt, epoch, lr, seconds, rows, recorded_at)
            SELECT trial_id + :shift, attempt, epoch, lr, seconds, rows, recorded_at FROM epoch WHERE trial_id <= :most""", """
            INSERT INTO measurement (trial_id, attempt, epoch, metric_id, value, non_finite)
            SELECT trial_id + :shift, attempt, epoch, metric_id, value + %s, non_finite
              FROM measurement WHERE trial_id <= :most""".formatted(OWN), """
            INSERT INTO trial_metric (trial_id, split, name, value, non_finite, low, high)
            SELECT trial_id + :shift, split, name, value + %1$s, non_finite, low + %1$s, high + %1$s
              FROM trial_metric WHERE trial_id <= :most""".formatted(OWN), """
            INSERT INTO provenance (trial_id, key, value)
            SELECT trial_id + :shift, key, value FROM provenance WHERE trial_id <= :most""");

    /// Records trials as a launch does, one transaction per event.
    ///
    /// @return wall time of all of them
    public Duration record(Path file, long trials) {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = log(database);
            OpenSweep sweep = log.open(definition());
            long began = System.nanoTime();
            for (long number = 0; number < trials; number++) {
                write(log, sweep, number);
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    /// Fills a database quickly: the first trials are recorded as a launch records them, the others are copies of
    /// these with different objectives.
    public void fill(Path file, long trials) {
        long originals = Math.min(trials, Math.clamp(RECORDED_EPOCHS / epochs, 1, ORIGINALS));
        record(file, originals);
        try (Database database = Database.openForWriting(file)) {
            for (long there = originals; there < trials; there += Math.min(there, trials - there)) {
                long shift = there;
                long most = Math.min(there, trials - there);
                database.transact(handle -> copy(handle, shift, most));
            }
        }
    }

    /// Copies trials by their ids, which count from 1 in a database that has one sweep.
    private static int copy(Handle handle, long shift, long most) {
        int rows = 0;
        for (String table : COPIES) {
            rows += handle.createUpdate(table)
                    .bind("shift", shift)
                    .bind("most", most)
                    .execute();
        }
        return rows;
    }

    private static DatabaseSweepLog log(Database database) {
        return new DatabaseSweepLog(database, Owner.self().toString(), LEASE, _ -> false);
    }

    private SweepDefinition definition() {
        return new SweepDefinition(
                name,
                "name: " + name + "\n",
                "generated",
                "generated",
                OBJECTIVE,
                Goal.MAXIMIZE,
                "random",
                1,
                List.copyOf(assignment(new SplittableRandom(0)).keySet()),
                1,
                Experiment.DEFAULTS);
    }

    private void write(SweepLog log, OpenSweep sweep, long number) {
        SplittableRandom random = new SplittableRandom(number);
        PlannedTrial trial = planned(number, assignment(random));
        if (!(log.claim(sweep, trial) instanceof SweepLog.Claim.Taken(var running, int _))) {
            throw new IllegalStateException("trial " + number + " exists already");
        }
        double reachable = random.nextDouble(0.6, 0.8);
        Map<Metric, Double> last = Map.of();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            last = metrics("val", reachable - 0.1 / epoch, random);
            Map<Metric, Double> all = new TreeMap<>(last);
            all.put(Metric.of("train.loss"), 0.3 + random.nextDouble() / epoch);
            log.recordEpoch(running, new EpochReport(epoch, 0.001, 1.5 + random.nextDouble(), 80_000, all));
        }
        log.finish(running, outcome(last, random));
    }

    private Outcome outcome(Map<Metric, Double> validation, SplittableRandom random) {
        Map<Metric, Double> metrics = new TreeMap<>(validation);
        metrics.putAll(metrics("test", 0.7, random));
        double value = validation.getOrDefault(OBJECTIVE, 0.0);
        return new Outcome.Completed(
                StopReason.LAST_EPOCH,
                epochs,
                epochs,
                metrics,
                Map.of(OBJECTIVE, new Outcome.Interval(value - 0.004, value + 0.004)),
                List.of(),
                Map.of("code", "generated", "device", "cpu", "host", "bench", "jvm", "none", "threads", "1"));
    }

    private static Map<Metric, Double> metrics(String split, double around, SplittableRandom random) {
        return Map.of(
                new Metric(split, "auc"), around + random.nextDouble(0.01),
                new Metric(split, "logloss"), 1 - around + random.nextDouble(0.01));
    }

    private static Map<String, Value> assignment(SplittableRandom random) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("training.lr", new Value.Real(Math.pow(10, random.nextDouble(-4, -2))));
        values.put("feature.fm_embed_dim", new Value.Int(4L << random.nextInt(4)));
        values.put("dnn.dropout", new Value.Real(random.nextDouble(0.5)));
        values.put("training.batch_size", new Value.Int(256L << random.nextInt(5)));
        values.put(
                "dnn.hidden_units",
                new Value.Items(List.of(new Value.Int(16L << random.nextInt(4)), new Value.Int(16))));
        return values;
    }

    private static PlannedTrial planned(long number, Map<String, Value> values) {
        Experiment config = ExperimentReader.changed(
                Experiment.DEFAULTS,
                values.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        return new PlannedTrial(number, new Assignment(values), config, ConfigTree.hash(config));
    }
}
