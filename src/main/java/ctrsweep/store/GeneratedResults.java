package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.Experiment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.config.Goal;
import ctrsweep.config.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// Made-up results for measuring the database: trials of five parameters, written through the log that a launch
/// writes through, each epoch with training loss, validation AUC and LogLoss.
///
/// @param name of the sweep
public record GeneratedResults(String name, int epochs) {
    private static final Metric OBJECTIVE = Metric.of("val.auc");
    private static final Duration LEASE = Duration.ofMinutes(1);

    /// Trials to a transaction where durability is not what is measured.
    private static final int AT_ONCE = 1_000;

    /// Records trials as a launch does, one transaction per event.
    ///
    /// @return wall time of all of them
    public Duration record(Path file, long trials) {
        try (Database database = Database.openForWriting(file)) {
            SqliteSweepLog log = log(database);
            OpenSweep sweep = log.open(definition());
            long began = System.nanoTime();
            for (long number = 0; number < trials; number++) {
                write(log, sweep, number);
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    /// Fills a database quickly: the same rows, a thousand trials in one transaction.
    ///
    /// @param progress is told how many trials there are so far
    public void fill(Path file, long trials, LongConsumer progress) {
        try (Database database = Database.openForWriting(file)) {
            SqliteSweepLog log = log(database);
            OpenSweep sweep = log.open(definition());
            for (long from = 0; from < trials; from += AT_ONCE) {
                long first = from;
                long end = Math.min(trials, from + AT_ONCE);
                database.transact(handle -> {
                    for (long number = first; number < end; number++) {
                        write(log, sweep, number);
                    }
                    return handle;
                });
                progress.accept(end);
            }
        }
    }

    private static SqliteSweepLog log(Database database) {
        return new SqliteSweepLog(database, Owner.self().toString(), LEASE, InstantSource.system(), _ -> false);
    }

    private SweepDefinition definition() {
        return new SweepDefinition(
                name,
                "name: " + name + "\n",
                "generated",
                OBJECTIVE,
                Goal.MAXIMIZE,
                "random",
                1,
                List.copyOf(assignment(new SplittableRandom(0)).keySet()),
                Experiment.DEFAULTS);
    }

    private void write(SweepLog log, OpenSweep sweep, long number) {
        SplittableRandom random = new SplittableRandom(number);
        PlannedTrial trial = planned(number, assignment(random));
        if (!(log.claim(sweep, trial) instanceof SweepLog.Claim.Taken(var running))) {
            throw new IllegalStateException("trial " + number + " is there already");
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
