package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.store.GeneratedResults;
import ctrsweep.store.PostgresServer;
import ctrsweep.store.SweepLabelEdits;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands answer alike from a file and from its copy in PostgreSQL.
class SameAnswersTest {
    private static final List<String> TABLES = List.of(
            "identity",
            "sweep",
            "sweep_revision",
            "trial",
            "trial_param",
            "epoch",
            "epoch_metric",
            "trial_metric",
            "artifact",
            "provenance",
            "sweep_reference",
            "sweep_basis",
            "point",
            "leaderboard",
            "learning_curve");

    @TempDir
    Path folder;

    private final DatabaseAddress.Server server = PostgresServer.schema();
    private final Fixture.Hands clock = new Fixture.Hands();
    private Path file;

    /// Ties, repeats, failures, NaN and infinities, an attempt that was interrupted, and one that is under way.
    @BeforeEach
    void sweeps() {
        file = folder.resolve("sweeps.db");
        new GeneratedResults("generated", 3).record(file, 12);
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep = log.open(Fixture.definition("first", "a"));
            new SweepLabelEdits(database, "first").launched(Optional.empty(), Optional.of("Ada"), 9);
            new SweepLabelEdits(database, "first").add(List.of("b", "a"));
            log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.83, Fixture.TEST_AUC, 0.82));
            double[] values = {0.71, 0.75, 0.75, Double.NaN, Double.NEGATIVE_INFINITY};
            for (int i = 0; i < values.length; i++) {
                RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(i, 0.001 * (i + 1)));
                log.recordEpoch(trial, Fixture.epoch(1, 0.6));
                clock.move(Duration.ofMillis(2_001));
                log.release(trial);
                RunningTrial again = Fixture.take(log, sweep, Fixture.planned(i, 0.001 * (i + 1)));
                log.recordEpoch(again, Fixture.epoch(1, 0.61));
                log.recordEpoch(again, Fixture.epoch(2, values[i]));
                clock.move(Duration.ofMillis(3_456));
                log.finish(again, Fixture.completed(values[i]));
            }
            log.finish(
                    Fixture.take(log, sweep, Fixture.planned(5, 10)),
                    new Outcome.Failed(StopReason.NAN, "epoch 2, step 7: loss is 'NaN' \\ ü", Map.of("device", "cpu")));
            log.finish(
                    Fixture.take(log, sweep, Fixture.planned(6, 100)),
                    new Outcome.Pruned(1, 1, Map.of(Fixture.VAL_AUC, 0.9), Map.of("device", "cuda")));
            log.recordEpoch(Fixture.take(log, sweep, Fixture.planned(7, 1.0e-5)), Fixture.epoch(1, 0.5));
        }
        assertThat(Cli.launch(file, "db", "copy", file.toString(), url()))
                .isEqualTo(new Cli(
                        0, "copied 2 sweeps with 20 trials and 52 epochs from %s to %s%n".formatted(file, server), ""));
    }

    private String url() {
        return "postgresql://" + server.url();
    }

    @Test
    void everyQuery() {
        for (List<String> words : List.of(
                List.of("list"),
                List.of("list", "--format", "json"),
                List.of("workers"),
                List.of("workers", "--format", "json"),
                List.of("show", "first"),
                List.of("show", "first", "1"),
                List.of("show", "first", "3"),
                List.of("show", "first", "5"),
                List.of("show", "first", "6"),
                List.of("show", "first", "7"),
                List.of("show", "generated", "best"),
                List.of("best", "first"),
                List.of("best", "generated", "--format", "json"),
                List.of("trials", "first"),
                List.of("trials", "first", "--format", "json"),
                List.of("trials", "generated", "--where", "params.training.lr < 0.001 and val.auc > 0.1"),
                List.of("trials", "first", "--where", "val.auc = -inf or error like '%NAN%'"),
                List.of("trials", "first", "--where", "config.training.lr > 1 and dnn.hidden_units = [64, 32]"),
                List.of(
                        "trials",
                        "first",
                        "--where",
                        "created > 2026-01-02T03:04:10 and not (provenance.device = cuda)"),
                List.of("trials", "first", "--where", "ended is null"),
                List.of("leaderboard", "generated", "--format", "csv"),
                List.of("leaderboard", "first", "--format", "csv"),
                List.of("leaderboard", "first", "--format", "json"),
                List.of("leaderboard", "first", "--epochs", "--format", "csv"),
                List.of("importance", "generated"),
                List.of("diff", "first", "0", "6"))) {
            Cli ofServer = ask(words);
            assertThat(ofServer).as(String.join(" ", words)).isEqualTo(Cli.launch(file, words.toArray(String[]::new)));
            assertThat(ofServer.code())
                    .as(String.join(" ", words) + ofServer.err())
                    .isZero();
        }
    }

    private Cli ask(List<String> words) {
        return Cli.launch(folder, server, 100, words.toArray(String[]::new));
    }

    @Test
    void reportsAndExports() throws IOException {
        Path one = folder.resolve("one.html");
        Path two = folder.resolve("two.html");
        Cli.launch(file, "report", "first", "--out", one.toString());
        ask(List.of("report", "first", "--out", two.toString()));
        assertThat(two).hasSameTextualContentAs(one);
        Path optuna = folder.resolve("optuna.db");
        Path same = folder.resolve("same.db");
        Cli.launch(file, "export", "generated", "--optuna", optuna.toString());
        assertThat(ask(List.of("export", "generated", "--optuna", same.toString()))
                        .code())
                .isZero();
        for (String table : List.of("trials", "trial_params", "trial_intermediate_values", "trial_user_attributes")) {
            assertThat(Sql.rows(same, "SELECT * FROM " + table)).isEqualTo(Sql.rows(optuna, "SELECT * FROM " + table));
        }
    }

    /// Back in a file, every row is what it was.
    @Test
    void aCopyOfTheCopyIsExact() {
        Path back = folder.resolve("back.db");
        assertThat(Cli.launch(file, "db", "copy", url(), back.toString()).code())
                .isZero();
        Path backup = folder.resolve("backup.db");
        assertThat(ask(List.of("db", "backup", backup.toString())).code()).isZero();
        for (String table : TABLES) {
            String sql = "SELECT * FROM " + table;
            List<List<String>> rows = Sql.rows(file, sql);
            assertThat(Sql.rows(back, sql)).as(table).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(Sql.rows(backup, sql)).as(table).containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    @Test
    void aCopyIsWholeOrDoesNotHappen() {
        Path other = folder.resolve("other.db");
        assertThat(Cli.launch(file, "db", "copy", url(), other.toString(), "first")
                        .out())
                .startsWith("copied 1 sweeps with 8 trials");
        List<String> before = new ArrayList<>(Sql.rows(other, "SELECT name FROM sweep").stream()
                .map(List::getFirst)
                .toList());
        assertThat(Cli.launch(file, "db", "copy", url(), other.toString()))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: there is a sweep first already; choose another name, or see ./sweep delete first\n"));
        assertThat(Sql.rows(other, "SELECT name FROM sweep").stream().map(List::getFirst))
                .containsExactlyElementsOf(before);
        assertThat(Cli.launch(file, "db", "copy", url(), other.toString(), "third")
                        .err())
                .startsWith("sweep: no sweep third");
        assertThat(Cli.launch(file, "db", "copy", url(), other.toString(), "generated")
                        .code())
                .isZero();
        assertThat(Cli.launch(other, "leaderboard", "generated", "--format", "csv")
                        .out())
                .isEqualTo(Cli.launch(file, "leaderboard", "generated", "--format", "csv")
                        .out());
    }

    @Test
    void whatChangesSweeps() throws IOException {
        assertThat(ask(List.of("tag", "first", "c")).err()).isEqualTo("sweep first is tagged a, b, c\n");
        assertThat(ask(List.of("tag", "first", "a", "--remove")).err()).isEqualTo("sweep first is tagged b, c\n");
        assertThat(ask(List.of("rename", "generated", "other", "--yes")).code()).isZero();
        assertThat(ask(List.of("show", "other")).code()).isZero();
        assertThat(ask(List.of("db", "check")).err())
                .isEqualTo(Cli.launch(file, "db", "check").err().replace(file.toString(), server.toString()));
        assertThat(ask(List.of("delete", "first", "--yes")).err())
                .startsWith("deleted: sweep first with 8 trials and ");
        assertThat(ask(List.of("db", "check")).out()).isEqualTo(server + " is sound\n");
        PostgresServer.execute("CREATE VIEW %s.mine AS SELECT 1".formatted(schema()));
        assertThat(ask(List.of("db", "check")).out())
                .isEqualTo(server + " is sound\nnot of ctrsweep, and left alone: view mine\n");
        assertThat(ask(List.of("db", "compact")).out()).startsWith(server + ": ");
        assertThat(Files.exists(folder.resolve("postgresql:"))).isFalse();
    }

    private String schema() {
        return server.url().substring(server.url().indexOf('=') + 1);
    }
}
