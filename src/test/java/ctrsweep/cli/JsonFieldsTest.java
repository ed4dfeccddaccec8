package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs read. A field may be added; none goes, changes its name or its kind.
class JsonFieldsTest {
    @TempDir
    Path folder;

    private Path file;

    /// One trial that completed, one that failed.
    @BeforeEach
    void sweep() {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(Fixture.definition("first", "a"));
            RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(0, 0.001));
            log.recordEpoch(trial, Fixture.epoch(1, 0.71));
            log.finish(trial, Fixture.completed(0.71));
            log.finish(
                    Fixture.take(log, sweep, Fixture.planned(1, 10)),
                    new Outcome.Failed(StopReason.NAN, "loss is NaN", Map.of()));
        }
    }

    private String json(String... words) {
        Cli cli = Cli.launch(file, words);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli.out();
    }

    @Test
    void ofList() {
        assertThat(json("list", "--format", "json")).isEqualTo("""
                [
                {"best":0.71,"completed":1,"failed":1,"last_activity":"2026-01-02 03:04:05","method":"grid",\
                "objective":"val.auc","pruned":0,"running":0,"sweep":"first","trials":2,"waiting":0}
                ]
                """);
    }

    @Test
    void ofTrials() {
        assertThat(json("trials", "first", "--format", "json")).isEqualTo("""
                [
                {"best_epoch":2,"config_hash":"hash-of-lr-0.001","dnn.hidden_units":[64,32],"epochs":3,"rank":1,\
                "seconds":0.0,"seed":42,"state":"completed","stop_reason":"patience","test.auc":0.7,\
                "training.lr":0.001,"trial":0,"val.auc":0.71},
                {"config_hash":"hash-of-lr-10.0","dnn.hidden_units":[64,32],"epochs":0,"error":"loss is NaN",\
                "seconds":0.0,"seed":42,"state":"failed","stop_reason":"nan","training.lr":10.0,"trial":1}
                ]
                """);
    }

    @Test
    void ofBest() {
        assertThat(json("best", "first", "--format", "json")).isEqualTo("""
                [
                {"best_epoch":2,"config_hash":"hash-of-lr-0.001","dnn.hidden_units":[64,32],"epochs":3,"n":1,\
                "rank":1,"seconds":0.0,"seed":42,"state":"completed","stop_reason":"patience","test.auc":0.7,\
                "training.lr":0.001,"trial":0,"val.auc":0.71}
                ]
                """);
    }

    @Test
    void ofLeaderboard() {
        assertThat(json("leaderboard", "first", "--format", "json")).isEqualTo("""
                [
                {"best_epoch":2,"config_hash":"hash-of-lr-0.001","dnn.hidden_units":[64,32],"epochs":3,"n":1,\
                "rank":1,"seconds":0.0,"seed":42,"state":"completed","stop_reason":"patience","test.auc":0.7,\
                "training.lr":0.001,"trial":0,"val.auc":0.71},
                {"config_hash":"hash-of-lr-10.0","dnn.hidden_units":[64,32],"epochs":0,"n":1,"seconds":0.0,\
                "seed":42,"state":"failed","stop_reason":"nan","training.lr":10.0,"trial":1}
                ]
                """);
    }

    @Test
    void ofLeaderboardByEpochs() {
        assertThat(json("leaderboard", "first", "--epochs", "--format", "json")).isEqualTo("""
                [
                {"epoch":1,"lr":0.001,"metric":"train.loss","seconds":1.5,"trial":0,"value":0.5},
                {"epoch":1,"lr":0.001,"metric":"val.auc","seconds":1.5,"trial":0,"value":0.71}
                ]
                """);
    }

    @Test
    void ofImportance() {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(Fixture.definition("second", "b"));
            for (int i = 1; i <= 8; i++) {
                RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(i, i / 100.0));
                log.finish(trial, Fixture.completed(0.7 + i / 100.0));
            }
        }

        assertThat(json("importance", "second", "--format", "json")).isEqualTo("""
                [
                {"high":1.0,"low":1.0,"parameter":"training.lr","share":1.0},
                {"high":0.0,"low":0.0,"parameter":"dnn.hidden_units","share":0.0}
                ]
                """);
    }

    @Test
    void ofASweep() {
        assertThat(json("show", "first", "--format", "json")).isEqualTo("""
                {"begun":"2026-01-02T03:04:05Z","best":0.71,"best_reachable":{},"goal":"maximize",\
                "last_activity":"2026-01-02T03:04:05Z","method":"grid","objective":"val.auc",\
                "parameters":["training.lr","dnn.hidden_units"],"revisions":1,"seed":42,"sweep":"first",\
                "trials":{"completed":1,"failed":1}}
                """);
    }

    /// Ranks after epoch 1 are the reverse of the final ones, those after epoch 2 the same.
    @Test
    void ofRankCorrelations() {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(Fixture.definition("second", "b"));
            for (int i = 1; i <= 8; i++) {
                RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(i, i / 100.0));
                log.recordEpoch(trial, Fixture.epoch(1, 0.6 - i / 100.0));
                log.recordEpoch(trial, Fixture.epoch(2, 0.6 + i / 100.0));
                log.recordEpoch(trial, Fixture.epoch(3, 0.7 + i / 100.0));
                log.finish(trial, Fixture.completed(0.7 + i / 100.0));
            }
        }

        assertThat(json("show", "second", "--format", "json")).contains("""
                "rank_correlations":[{"correlation":-1.0,"epoch":1,"trials":8},{"correlation":1.0,"epoch":2,"trials":8}]\
                """.strip());
    }

    @Test
    void ofATrial() {
        assertThat(json("show", "first", "0", "--format", "json"))
                .startsWith("{\"attempt\":1,\"best_epoch\":2,\"config\":{\"attention\":{")
                .endsWith("""
                        "config_hash":"hash-of-lr-0.001","ended":"2026-01-02T03:04:05Z",\
                        "epochs":[{"epoch":1,"lr":0.001,"metrics":{"train.loss":0.5,"val.auc":0.71},"rows":1000,"seconds":1.5}],\
                        "files":[],"metrics":{"test.auc":0.7,"val.auc":0.71},\
                        "params":{"dnn.hidden_units":[64,32],"training.lr":0.001},"provenance":{"device":"cpu"},"rank":1,\
                        "seconds":0.0,"seed":42,"started":"2026-01-02T03:04:05Z","state":"completed",\
                        "stop_reason":"patience","trial":0}
                        """);
    }
}
