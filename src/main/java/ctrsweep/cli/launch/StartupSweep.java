package ctrsweep.cli.launch;

import ctrsweep.config.SpecReader;
import ctrsweep.metric.Metric;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.NativeLibrary;
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

/// A small sweep without training, for the queries that the AOT cache is recorded from.
///
/// @param folder gets SQLite's library, the spec and the database
public record StartupSweep(Path folder) {
    public static final String NAME = "startup";

    private static final Metric AUC = Metric.of("val.auc");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int EPOCHS = 3;

    public Path spec() {
        return folder.resolve("spec.yaml");
    }

    public Path database() {
        return folder.resolve("startup.db");
    }

    public void record() throws IOException {
        NativeLibrary.unpack(folder);
        Files.writeString(folder.resolve("base.yaml"), "seed: 1\n");
        Files.writeString(spec(), """
                version: 1
                name: %s
                base: base.yaml
                objective: {metric: val.auc}
                method: random
                parameters:
                  training.lr: {min: 1e-5, max: 1e-1, scale: log}
                  dnn.dropout: {min: 0.0, max: 0.9}
                  feature.fm_embed_dim: {values: [4, 8, 16, 32]}
                budget: {trials: 8}
                """.formatted(NAME));
        Files.deleteIfExists(database());
        try (Database database = Database.openForWriting(database())) {
            InstantSource clock = InstantSource.system();
            DatabaseSweepLog log = new DatabaseSweepLog(database, Owner.self().toString(), LEASE, _ -> false);
            new SweepLoop(log, StartupSweep::run, new SweepListener() {}, clock, LaunchTiming.of(1, LEASE))
                    .run(SpecReader.read(spec(), List.of()));
        }
    }

    private static Outcome run(RunningTrial running, EpochListener epochs) {
        double auc = 0.7 + 0.01 * running.trial().number();
        Map<Metric, Double> metrics = Map.of(AUC, auc);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            epochs.accept(new EpochReport(epoch, 0.001, 1, 1, metrics));
        }
        return new Outcome.Completed(
                StopReason.LAST_EPOCH,
                EPOCHS,
                EPOCHS,
                metrics,
                Map.of(AUC, new Outcome.Interval(auc, auc)),
                List.of(),
                Map.of("device", "cpu"));
    }
}
