package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.NanPolicy;
import ctrsweep.config.SpecReader;
import ctrsweep.config.SweepSpec;
import ctrsweep.data.DataPlaces;
import ctrsweep.data.Datasets;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog.Claim;
import ctrsweep.train.Comparability;
import ctrsweep.train.Devices;
import ctrsweep.train.SharedData;
import ctrsweep.train.Torch;
import ctrsweep.train.Trainer;
import ctrsweep.train.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same spec and seed give the same leaderboard, byte for byte, timings aside.
class LeaderboardDeterminismTest {
    /// Dropout and several seeds take part.
    private static final String SPEC = """
            method: random
            seed: 5
            parameters:
              training.lr: {min: 1.0e-3, max: 3.0e-2, scale: log}
              dnn.hidden_units: {values: [[8], [16, 8]]}
              dnn.dropout: {min: 0.0, max: 0.5, step: 0.1}
              seed: {values: [1, 2, 3]}
            budget: {trials: 6}
            """;

    @TempDir
    Path folder;

    private String expected = "";

    @BeforeEach
    void oneAfterTheOther() throws Exception {
        expected = launched("expected", "1");
        assertThat(expected.lines())
                .hasSize(7)
                .filteredOn(row -> row.contains(",completed,0."))
                .hasSize(6);
    }

    @Test
    void twoRunsAgree() throws Exception {
        assertThat(launched("again", "1")).isEqualTo(expected);
    }

    @Test
    void threeTrialsAtATimeAgreeWithOne() throws Exception {
        assertThat(launched("three", "3")).isEqualTo(expected);
    }

    @Test
    void theOrderInWhichTrialsRunDoesNotMatter() throws Exception {
        assertThat(backwards("backwards")).isEqualTo(expected);
    }

    /// Where results guide the search, one worker makes the order of results certain.
    @Test
    void aSearchThatLearnsAndPrunesAgreesWithItselfOnOneWorker() throws Exception {
        assertThat(learnt("first")).isEqualTo(learnt("second")).contains("pruned");
    }

    private String learnt(String name) throws Exception {
        SmallSweep sweep = SmallSweep.in(Files.createDirectory(folder.resolve(name)));
        Cli cli = sweep.launch(sweep.spec("""
                        overrides: {training.num_epochs: 4}
                        method: {name: tpe, startup: 3}
                        parameters: {training.lr: {min: 1e-4, max: 1e-1, scale: log}}
                        pruner: {name: asha, min_epochs: 1, eta: 2}
                        budget: {trials: 8}
                        """), "--workers", "1");
        assertThat(cli.code()).as(cli.err()).isZero();
        return sweep.leaderboard();
    }

    private String launched(String name, String workers) throws Exception {
        SmallSweep sweep = SmallSweep.in(Files.createDirectory(folder.resolve(name)));
        Cli cli = sweep.launch(sweep.spec(SPEC), "--workers", workers);
        assertThat(cli.code()).as(cli.err()).isZero();
        return sweep.leaderboard();
    }

    private String backwards(String name) throws Exception {
        SmallSweep sweep = SmallSweep.in(Files.createDirectory(folder.resolve(name)));
        SweepSpec spec = SpecReader.read(sweep.spec(SPEC), List.of());
        Trainer trainer = trainer(sweep.folder());
        try (Database database = Database.openForWriting(sweep.database())) {
            DatabaseSweepLog log = new DatabaseSweepLog(database, "here:1:0", Duration.ofMinutes(1), owner -> false);
            OpenSweep open = log.open(SweepDefinition.of(spec));
            for (PlannedTrial trial : planned(spec, open).reversed()) {
                RunningTrial running = ((Claim.Taken) log.claim(open, trial)).trial();
                log.finish(running, trainer.run(running, epoch -> {
                    log.recordEpoch(running, epoch);
                    return EpochDecision.GO_ON;
                }));
            }
        }
        return sweep.leaderboard();
    }

    private static List<PlannedTrial> planned(SweepSpec spec, OpenSweep open) {
        List<PlannedTrial> trials = new ArrayList<>();
        new Plan(spec).trials(open.firstNumber()).forEachRemaining(trials::add);
        return trials;
    }

    private static Trainer trainer(Path home) {
        Torch torch = Torch.start();
        DataPlaces places = DataPlaces.of(Map.of(), new Properties());
        return new Trainer(
                torch,
                new Devices(torch).choose("cpu"),
                new SharedData(config -> Datasets.load(config.data(), config.seed(), places, note -> {})),
                new Trainer.Folders(home.resolve("outputs"), home),
                InstantSource.system(),
                TrainingOptions.ofTrials(NanPolicy.FAIL, true),
                Map.of(),
                Comparability.alone());
    }
}
