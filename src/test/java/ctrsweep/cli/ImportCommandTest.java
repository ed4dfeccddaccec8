package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    Path folder;

    private Path database;
    private Path theirs;
    private Path reseeded;
    private Path ours;

    @BeforeEach
    void results() {
        database = folder.resolve("sweeps.db");
        theirs = theirs("theirs", 42, 0.75);
        reseeded = theirs("reseeded", 7, 0.76);
        ours = write("ours.json", """
                {"run_id": "ours",
                 "config": {"model_name": "deepfm", "seed": 42, "training": {"lr": 0.003, "metric": "auc"}},
                 "val_metrics": {"auc": 0.7, "logloss": "NaN"}, "test_metrics": {"auc": 0.6},
                 "training_info": {"best_epoch": 1, "total_epochs": 2, "stop_reason": "patience"},
                 "epochs": [
                   {"epoch": 1, "lr": 0.003, "seconds": 1.5, "rows": 10, "train_metrics": {"loss": 0.5}, "val_metrics": {"auc": 0.7}},
                   {"epoch": 2, "lr": 0.003, "seconds": 0.5, "rows": 10, "train_metrics": {"loss": 0.4}, "val_metrics": {"auc": 0.6}}],
                 "provenance": {"device": "cpu"},
                 "files": [{"kind": "weights", "path": "outputs/ours/best.safetensors", "bytes": 3, "sha256": "ab"}]}
                """);
    }

    /// As deepfm writes it.
    private Path theirs(String run, int seed, double auc) {
        return write(run + ".json", """
                {
                  "run_id": "%1$s",
                  "timestamp": "2026-03-15T15:52:05",
                  "config": {
                    "model_name": "xdeepfm", "seed": %2$d, "device": "auto", "output_dir": "outputs/%1$s",
                    "data": {"dataset_name": "movielens", "data_dir": "/some/where/%1$s"},
                    "cin": {"layer_sizes": [128, 64], "split_half": true},
                    "training": {"lr": 1e-03, "metric": "auc", "momentum": null}
                  },
                  "val_metrics": {"auc": %3$s, "logloss": 0.25, "HR@10": 0.11},
                  "test_metrics": {"auc": 0.65},
                  "training_info": {"best_epoch": 8, "total_epochs": 13}
                }
                """.formatted(run, seed, auc));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli bring(Path... files) {
        return run(Stream.concat(
                Stream.of("import", "--name", "old"), Stream.of(files).map(Path::toString)));
    }

    private Cli run(Stream<String> words) {
        return Cli.launch(database, 160, words.toArray(String[]::new));
    }

    private List<List<String>> ask(String sql) {
        return Sql.rows(database, sql);
    }

    @Test
    void runsOfSeveralSystemsBecomeOneSweep() {
        assertThat(bring(theirs, reseeded, ours))
                .isEqualTo(new Cli(0, "", "imported 3 trials; next: ./sweep show old\n"));

        assertThat(ask("SELECT name, objective_split, objective_name, goal, method, parameters FROM sweep"))
                .containsExactly(
                        List.of(
                                "old",
                                "val",
                                "auc",
                                "maximize",
                                "import",
                                "[\"model_name\",\"seed\",\"data.dataset_name\",\"cin.layer_sizes\",\"cin.split_half\",\"training.lr\"]"));
        assertThat(ask("""
                        SELECT number, state, attempt, epochs, best_epoch, best_value, stop_reason, seconds, seed, ended_at / 1000
                          FROM trial ORDER BY number LIMIT 2"""))
                .containsExactly(
                        List.of("0", "completed", "1", "13", "8", "0.75", "null", "0.0", "42", "1773589925"),
                        List.of("1", "completed", "1", "13", "8", "0.76", "null", "0.0", "7", "1773589925"));
        assertThat(ask("SELECT epochs, best_epoch, best_value, stop_reason, seconds FROM trial WHERE number = 2"))
                .containsExactly(List.of("2", "1", "0.7", "patience", "2.0"));
        assertThat(ask("SELECT trial, epoch, lr, split, name, value FROM learning_curve ORDER BY epoch, split"))
                .containsExactly(
                        List.of("2", "1", "0.003", "train", "loss", "0.5"),
                        List.of("2", "1", "0.003", "val", "auc", "0.7"),
                        List.of("2", "2", "0.003", "train", "loss", "0.4"),
                        List.of("2", "2", "0.003", "val", "auc", "0.6"));
        assertThat(ask("SELECT DISTINCT epoch, rows, seconds, examples_per_second FROM learning_curve ORDER BY epoch"))
                .containsExactly(
                        List.of("1", "10", "1.5", Double.toString(10 / 1.5)), List.of("2", "10", "0.5", "20.0"));
        assertThat(ask("SELECT key, value FROM provenance JOIN trial ON id = trial_id WHERE number = 2 ORDER BY key"))
                .containsExactly(
                        List.of("device", "cpu"), List.of("run", "ours"), List.of("source", "imported from " + ours));
        assertThat(ask("SELECT kind, path, bytes, sha256 FROM artifact"))
                .containsExactly(List.of("weights", "outputs/ours/best.safetensors", "3", "ab"));
        assertThat(ask("SELECT name, value, non_finite FROM trial_metric WHERE trial_id = 3 AND split = 'val'"))
                .containsExactly(List.of("auc", "0.7", "null"), List.of("logloss", "null", "nan"));
    }

    /// This program does not have the setting `their_own`. A time without a zone is local; tests have UTC.
    @Test
    void aRunWithSettingsOfAnotherSystemIsShown() {
        bring(write("odd.json", """
                {"run_id": "odd", "timestamp": "2026-03-15T15:52:05", "model_name": "deepfm", "best_epoch": 8,
                 "config": {"their_own": 1}, "val_metrics": {"auc": 0.75}, "test_metrics": {"auc": 0.65}}
                """));
        String hash = ask("SELECT config_hash FROM trial").getFirst().getFirst();
        assertThat(run(Stream.of("show", "old", "0")))
                .isEqualTo(new Cli(0, """
                old, trial 0: completed, rank 1
                  val.auc     0.7500
                  test.auc    0.6500
                  best epoch  8 of 8

                metrics at the best epoch
                  test.auc  0.6500
                  val.auc   0.7500

                run
                  attempt      1
                  started      2026-03-15 15:52:05
                  ended        2026-03-15 15:52:05
                  seed         0
                  config hash  %s

                provenance
                  run     odd
                  source  imported from %s
                """.formatted(hash, folder.resolve("odd.json")), ""));
        assertThat(run(Stream.of("show", "old", "0", "--format", "json")).out()).doesNotContain("\"config\"");
    }

    @Test
    void trialsThatDifferInTheirSeedOnlyAreOnePoint() {
        bring(theirs, reseeded, ours);
        assertThat(ask("SELECT count(DISTINCT point_hash), count(DISTINCT config_hash) FROM trial"))
                .containsExactly(List.of("2", "3"));
        assertThat(ask("SELECT value FROM trial_param WHERE path = 'seed' ORDER BY trial_id"))
                .containsExactly(List.of("42"), List.of("7"), List.of("42"));
    }

    @Test
    void theConfigIsKeptAsItWas() {
        bring(theirs);
        assertThat(ask("SELECT config FROM trial_config")).containsExactly(List.of("""
                {"cin":{"layer_sizes":[128,64],"split_half":true},\
                "data":{"data_dir":"/some/where/theirs","dataset_name":"movielens"},"device":"auto","model_name":"xdeepfm",\
                "output_dir":"outputs/theirs","seed":42,"training":{"lr":0.001,"metric":"auc"}}"""));
        assertThat(ask("SELECT parameters FROM sweep")).containsExactly(List.of("[]"));
    }

    @Test
    void queriesKnowItAsAnyOther() {
        bring(theirs, reseeded, ours);
        assertThat(run(Stream.of("list", "--format", "csv")).out()).contains("old,import,val.auc,3,0,0,3,0,0,0.755,");
        assertThat(run(Stream.of("show", "old")).code()).isZero();
        assertThat(run(Stream.of("show", "old", "2")).out()).contains("old, trial 2: completed, rank 2\n");
        assertThat(run(Stream.of("best", "old")).out())
                .startsWith("old: the point of trials 0, 1 is the best of 3 completed trials\n");
        assertThat(run(Stream.of("leaderboard", "old", "--format", "csv")).out().lines())
                .as("the header and two points")
                .hasSize(3);
        assertThat(run(Stream.of(
                                "export",
                                "old",
                                "--optuna",
                                folder.resolve("o.db").toString()))
                        .code())
                .isZero();
    }

    @Test
    void importsAllOrNothing() {
        Path broken = write("broken.json", "{\"val_metrics\": ");
        assertThat(bring(theirs, broken)).isEqualTo(new Cli(1, "", "sweep: " + broken + ": not JSON\n"));
        assertThat(database).doesNotExist();

        bring(theirs);
        assertThat(bring(ours))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: there is a sweep old already; choose another name, or see ./sweep delete old\n"));
        assertThat(ask("SELECT count(*) FROM trial")).containsExactly(List.of("1"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(bring(theirs, theirs).err()).isEqualTo("sweep: %s and %1$s are the same run\n".formatted(theirs));
        assertThat(bring(folder.resolve("none")).err())
                .isEqualTo("sweep: " + folder.resolve("none") + ": no such file\n");
        assertThat(bring(write("a", "[1]")).err()).endsWith("a: not an object\n");
        assertThat(bring(write("b", "{\"val_metrics\": {\"auc\": 1}, \"epochs\": [{\"epoch\": 1, \"lr\": 1}]}"))
                        .err())
                .endsWith("b: an epoch has no seconds\n");
        assertThat(bring(write("c", "{\"val_metrics\": {\"auc\": 1}, \"epochs\": 7}"))
                        .err())
                .endsWith("c: epochs is not a list\n");
        assertThat(bring(write("d", "{\"val_metrics\": {\"auc\": 1}, \"timestamp\": \"soon\"}"))
                        .err())
                .endsWith("d: timestamp is no time: soon\n");
        assertThat(run(Stream.of("import", ours.toString(), "--name", "../x"))).isEqualTo(new Cli(2, "", """
                        sweep: --name ../x: must be up to 100 letters, digits, dots, dashes and underscores, the first a letter or digit
                        See sweep import --help
                        """));
        assertThat(database).doesNotExist();
    }

    @Test
    void textThatATerminalWouldObeyDoesNoHarm() throws IOException {
        Path hostile = write("hostile.json", """
                {"run_id": "\\u001b[2J", "config": {"../\\u0000\\u001b[31m": "x'); DROP TABLE trial; --"},
                 "val_metrics": {"auc": 0.5}}
                """);
        assertThat(bring(hostile, ours).code()).isZero();
        assertThat(run(Stream.of("show", "old", "0")).out())
                .contains("../\\u0000\\u001b[31m  x'); DROP TABLE trial; --")
                .doesNotContain("\u001b");
        Path store = folder.resolve("mlruns");
        assertThat(run(Stream.of("export", "old", "--mlflow", store.toString())).code())
                .isZero();
        try (Stream<Path> files = Files.walk(store)) {
            assertThat(files.filter(file -> file.getParent().endsWith("params"))
                            .map(file -> file.getFileName().toString()))
                    .contains("..____31m");
        }
        assertThat(bring(write("deep.json", "[".repeat(100_000))).err()).endsWith("deep.json: not JSON\n");
    }

    @Test
    void theObjectiveIsWhatTheyWereTrainedFor() {
        Path other = write(
                "other.json",
                "{\"config\": {\"training\": {\"metric\": \"logloss\"}}, \"val_metrics\": {\"auc\": 0.5, \"logloss\": 0.2}}");
        assertThat(bring(theirs, other).err())
                .isEqualTo(
                        "sweep: the files were trained for different metrics (auc, logloss); say which ranks them, as "
                                + "--objective val.auc\n");
        assertThat(run(Stream.of(
                                "import",
                                "--name",
                                "old",
                                "--objective",
                                "val.logloss",
                                theirs.toString(),
                                other.toString()))
                        .code())
                .isZero();
        assertThat(ask("SELECT objective_name, goal, number FROM sweep, trial ORDER BY best_value"))
                .containsExactly(List.of("logloss", "minimize", "1"), List.of("logloss", "minimize", "0"));
        assertThat(run(Stream.of("import", "--name", "x", "--objective", "val.ne", ours.toString()))
                        .err())
                .isEqualTo("sweep: no file has val.ne; there are test.auc, val.auc, val.logloss\n");
        assertThat(run(Stream.of("import", "--name", "x", "--objective", "test.auc", ours.toString()))
                        .err())
                .startsWith("sweep: --objective: the test split never guides a choice\n");
    }
}
