package ctrsweep.peers;

import ctrsweep.config.SpecReader;
import ctrsweep.config.SweepSpec;
import ctrsweep.metric.Metric;
import ctrsweep.search.Observation;
import ctrsweep.search.RandomSampler;
import ctrsweep.search.Sampler;
import ctrsweep.settings.Experiment;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.LaunchTiming;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepListener;
import ctrsweep.sweep.SweepLoop;
import ctrsweep.sweep.TrialRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Sweeps whose trials are a formula of four parameters and take no time.
///
/// @param folder where specs and databases are written
record FormulaSweep(Path folder) {
    private static final Metric AUC = Metric.of("val.auc");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int SUGGESTIONS = 20;

    /// How long a sweep takes with one worker, from opening the database to the last commit.
    double seconds(String method, int trials) throws IOException {
        SweepSpec spec = spec(method, trials);
        Path file = folder.resolve("%s-%d.db".formatted(method, trials));
        Files.deleteIfExists(file);
        long began = System.nanoTime();
        try (Database database = Database.openForWriting(file)) {
            InstantSource clock = InstantSource.system();
            DatabaseSweepLog log = new DatabaseSweepLog(database, Owner.self().toString(), LEASE, _ -> false);
            new SweepLoop(log, runner(), new SweepListener() {}, clock, LaunchTiming.of(1, LEASE)).run(spec);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /// The time that TPE takes for a suggestion, without the first one, which reads the history.
    ///
    /// @param known trials in the history
    double millisPerSuggestion(int known) throws IOException {
        SweepSpec spec = spec("tpe", known);
        RandomSampler random = new RandomSampler(spec.space(), 1);
        List<Observation> history = LongStream.range(0, known)
                .mapToObj(draw -> random.suggest(draw, List.of()).point().orElseThrow())
                .map(point -> new Observation(point, -auc((Experiment) spec.config(point, OptionalLong.empty()))))
                .toList();
        Sampler tpe = spec.search().sampler();
        tpe.suggest(known, history);
        long began = System.nanoTime();
        for (int suggestion = 1; suggestion <= SUGGESTIONS; suggestion++) {
            tpe.suggest(known + suggestion, history);
        }
        return (System.nanoTime() - began) / 1e6 / SUGGESTIONS;
    }

    private SweepSpec spec(String method, int trials) throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "seed: 1\n");
        Path file = Files.writeString(folder.resolve("spec.yaml"), """
                version: 1
                name: formula
                base: base.yaml
                objective: {metric: val.auc}
                method: %s
                parameters:
                  training.lr: {min: 1e-5, max: 1e-1, scale: log}
                  dnn.dropout: {min: 0.0, max: 0.9}
                  feature.embedding_l2_reg: {min: 1e-8, max: 1e-2, scale: log}
                  feature.fm_embed_dim: {values: [4, 8, 16, 32]}
                budget: {trials: %d}
                """.formatted(method, trials));
        return SpecReader.read(file, List.of());
    }

    private static TrialRunner runner() {
        return (running, epochs) -> {
            PlannedTrial trial = running.trial();
            Map<Metric, Double> metrics = Map.of(AUC, auc((Experiment) trial.config()));
            epochs.accept(new EpochReport(1, 0.001, 0.001, 1, metrics));
            return new Outcome.Completed(StopReason.LAST_EPOCH, 1, 1, metrics, Map.of(), List.of(), Map.of());
        };
    }

    /// The best is 0.8, at lr = 0.003, dropout = 0.2, l2 = 1e-5 and 16 dimensions.
    private static double auc(Experiment config) {
        double lr = Math.log10(config.training().lr() / 3e-3);
        double dropout = config.dnn().dropout().getFirst() - 0.2;
        double l2 = Math.log10(config.feature().embeddingL2Reg() / 1e-5);
        double width = Math.log(config.feature().fmEmbedDim() / 16.0);
        return 0.8 - 0.02 * lr * lr - 0.1 * dropout * dropout - 0.003 * l2 * l2 - 0.005 * width * width;
    }
}
