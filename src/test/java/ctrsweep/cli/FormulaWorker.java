package ctrsweep.cli;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.SpecReader;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.LaunchTiming;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepListener;
import ctrsweep.sweep.SweepLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Works on a grid of 500 trials, each of them a formula with three epochs, until all have ended. A process of its
/// own.
final class FormulaWorker {
    static final int POINTS = 500;
    static final int EPOCHS = 3;

    private static final Metric AUC = Metric.of("val.auc");
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int EPOCH_MILLIS = 10;

    private FormulaWorker() {}

    /// @param args the spec and the database
    public static void main(String[] args) {
        try (Database database = Database.openForWriting(DatabaseAddress.of(args[1]), FormulaWorker::say)) {
            Owner owner = Owner.self();
            DatabaseSweepLog log = new DatabaseSweepLog(database, owner.toString(), LEASE, owner::knowsDead);
            new SweepLoop(
                            log,
                            FormulaWorker::run,
                            new SweepListener() {},
                            InstantSource.system(),
                            new LaunchTiming(1, Duration.ofSeconds(1), Duration.ofMillis(200)))
                    .run(SpecReader.read(Path.of(args[0]), List.of()));
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }

    static Path spec(Path folder) throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "seed: 1\n");
        return Files.writeString(folder.resolve("spec.yaml"), """
                version: 1
                name: formula
                base: base.yaml
                objective: {metric: val.auc}
                method: grid
                parameters:
                  training.lr: {values: [0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009, 0.01]}
                  dnn.dropout: {values: [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45]}
                  feature.fm_embed_dim: {values: [4, 8, 16, 32, 64]}
                """);
    }

    private static Outcome run(RunningTrial running, EpochListener epochs) throws InterruptedException {
        Map<String, Value> settings =
                ConfigTree.flat(ConfigTree.of(running.trial().config()));
        double last = 0;
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            Thread.sleep(EPOCH_MILLIS);
            last = 0.7
                    + 3 * number(settings, "training.lr")
                    - 0.1 * number(settings, "dnn.dropout") / epoch
                    + 0.0001 * number(settings, "feature.fm_embed_dim");
            epochs.accept(new EpochReport(epoch, 0.001, 0.01, 1, Map.of(AUC, last)));
        }
        return new Outcome.Completed(
                StopReason.LAST_EPOCH, EPOCHS, EPOCHS, Map.of(AUC, last), Map.of(), List.of(), Map.of("device", "cpu"));
    }

    private static double number(Map<String, Value> settings, String name) {
        return Double.parseDouble(String.valueOf(settings.get(name)));
    }
}
