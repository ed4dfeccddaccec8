package ctrsweep.store;

import ctrsweep.config.ExperimentReader;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;

/// Sweeps, trials and logs as the tests need them.
public final class Fixture {
    public static final Metric VAL_AUC = Metric.of("val.auc");
    public static final Metric TEST_AUC = Metric.of("test.auc");

    private Fixture() {}

    /// A clock that stands still until it is moved.
    public static final class Hands implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        public void move(Duration by) {
            now.updateAndGet(then -> then.plus(by));
        }
    }

    public static DatabaseSweepLog log(Database database, String owner, InstantSource clock) {
        return new DatabaseSweepLog(
                database,
                new DatabaseSweepLog.Holder(owner, Optional.of("cpu")),
                Duration.ofSeconds(30),
                _ -> clock.instant(),
                _ -> false);
    }

    public static Database database(Path folder) {
        return Database.openForWriting(folder.resolve("sweeps.db"));
    }

    public static SweepDefinition definition(String name, String specHash) {
        return definition(name, specHash, "name: " + name + "\n");
    }

    public static SweepDefinition definition(String name, String specHash, String specText) {
        return new SweepDefinition(
                name,
                specText,
                specHash,
                specHash,
                VAL_AUC,
                Goal.MAXIMIZE,
                "grid",
                42,
                List.of("training.lr", "dnn.hidden_units"),
                1,
                Experiment.DEFAULTS);
    }

    public static PlannedTrial planned(long number, double lr) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("training.lr", new Value.Real(lr));
        values.put("dnn.hidden_units", new Value.Items(List.of(new Value.Int(64), new Value.Int(32))));
        return new PlannedTrial(
                number,
                new Assignment(values),
                ExperimentReader.changed(
                        Experiment.DEFAULTS, List.of("training.lr=" + lr, "dnn.hidden_units=[64, 32]")),
                "hash-of-lr-" + lr);
    }

    public static RunningTrial take(SweepLog log, OpenSweep sweep, PlannedTrial trial) {
        return ((SweepLog.Claim.Taken) log.claim(sweep, trial)).trial();
    }

    public static EpochReport epoch(int epoch, double valAuc) {
        return new EpochReport(epoch, 0.001, 1.5, 1000, Map.of(Metric.of("train.loss"), 0.5, VAL_AUC, valAuc));
    }

    public static Outcome.Completed completed(double valAuc) {
        return new Outcome.Completed(
                StopReason.PATIENCE,
                3,
                2,
                Map.of(VAL_AUC, valAuc, TEST_AUC, valAuc - 0.01),
                Double.isFinite(valAuc)
                        ? Map.of(VAL_AUC, new Outcome.Interval(valAuc - 0.005, valAuc + 0.005))
                        : Map.of(),
                List.of(),
                Map.of("device", "cpu"));
    }

    /// Rows as text, columns parted by bars.
    static List<String> rows(Database database, String sql) {
        return database.use(handle -> handle.select(sql)
                .map((row, context) -> {
                    StringJoiner line = new StringJoiner("|");
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        line.add(String.valueOf(row.getObject(column)));
                    }
                    return line.toString();
                })
                .list());
    }
}
