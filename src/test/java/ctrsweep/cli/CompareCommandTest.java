package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    private void results(String run, String text) {
        try {
            Path file = folder.resolve("outputs").resolve(run).resolve("results.json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli compare(String... more) {
        String[] words = new String[more.length + 1];
        words[0] = "compare";
        System.arraycopy(more, 0, words, 1, more.length);
        return Cli.launch(folder.resolve("none.db"), 200, words);
    }

    @Test
    void putsRunsOfSeveralSystemsSideBySide() {
        // As the system that this form comes from writes it
        results("theirs", """
                {
                  "run_id": "theirs",
                  "config": {
                    "model_name": "xdeepfm", "output_dir": null,
                    "feature": {"fm_embed_dim": 16},
                    "training": {"lr": 1e-05, "batch_size": 4096}
                  },
                  "val_metrics": {"auc": 0.75, "logloss": 0.2, "HR@5": 0.1, "NDCG@5": 0.05, "HR@10": 0.2},
                  "test_metrics": {"auc": 0.65, "logloss": NaN, "HR@5": 0.15},
                  "training_info": {"best_epoch": 36, "total_epochs": 41}
                }
                """);
        results("deep/flat", """
                {"model_name": "deepfm", "best_epoch": 3, "val_metrics": {"auc": 0.8}, "config": {"training": {"lr": 0.1}}}
                """);
        results("bare", """
                {"test_metrics": {"logloss": 0.5}}
                """);

        assertThat(compare()).isEqualTo(new Cli(0, """
                 run       | model   | lr.bs.emb       | val.auc | test.auc | val.logloss | test.logloss | best_epoch | val.hr@5 | val.hr@10 | val.ndcg@5 | test.hr@5
                -----------+---------+-----------------+---------+----------+-------------+--------------+------------+----------+-----------+------------+-----------
                 deep/flat | deepfm  | 0.1/?/?         |  0.8000 |          |             |              |          3 |          |           |            |
                 theirs    | xdeepfm | 0.00001/4096/16 |  0.7500 |   0.6500 |      0.2000 |          nan |         36 |   0.1000 |    0.2000 |     0.0500 |    0.1500
                 bare      |         |                 |         |          |             |       0.5000 |            |          |           |            |
                """, ""));
    }

    /// The folder itself has the results; the table names it.
    @Test
    void aSingleRunIsCalledAsItsFolder() {
        results("deepfm_ml", """
                {
                  "run_id": "deepfm_ml",
                  "timestamp": "2026-03-15T15:52:05",
                  "config": {
                    "model_name": "deepfm", "output_dir": "outputs/deepfm_ml",
                    "feature": {"fm_embed_dim": 16},
                    "training": {"lr": 0.001, "batch_size": 4096, "scheduler": "none"}
                  },
                  "val_metrics": {"auc": 0.864, "logloss": 0.5, "HR@10": 0.2, "NDCG@10": 0.1},
                  "test_metrics": {"auc": 0.858, "logloss": 0.51, "HR@10": 0.15, "NDCG@10": 0.085},
                  "training_info": {"best_epoch": 2, "total_epochs": 2}
                }
                """);
        assertThat(compare(folder.resolve("outputs/deepfm_ml").toString())).isEqualTo(new Cli(0, """
                 run       | model  | lr.bs.emb     | val.auc | test.auc | val.logloss | test.logloss | best_epoch | val.hr@10 | val.ndcg@10 | test.hr@10 | test.ndcg@10
                -----------+--------+---------------+---------+----------+-------------+--------------+------------+-----------+-------------+------------+--------------
                 deepfm_ml | deepfm | 0.001/4096/16 |  0.8640 |   0.8580 |      0.5000 |       0.5100 |          2 |    0.2000 |      0.1000 |     0.1500 |       0.0850
                """, ""));
    }

    @Test
    void readsItsOwnRuns() {
        SmallSweep sweep = SmallSweep.in(folder);
        sweep.spec(SmallSweep.GRID);
        Cli trained = sweep.run("train", folder.resolve("base.yaml").toString(), "-O", "training.num_epochs=1");
        assertThat(trained.code()).as(trained.err()).isZero();

        Cli cli = compare(folder.toString(), "--format", "csv");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out().lines().toList().getFirst())
                .isEqualTo("run,model,lr.bs.emb,val.auc,test.auc,val.logloss,test.logloss,best_epoch,"
                        + "val.hr@1,val.hr@5,val.ndcg@1,val.ndcg@5,test.hr@1,test.hr@5,test.ndcg@1,test.ndcg@5");
        assertThat(cli.out().lines().toList().get(1))
                .matches("outputs/base,deepfm,0\\.001/256/4,([01]\\.\\d+,){4}1(,[01]\\.\\d+){8}");
    }

    @Test
    void brokenFilesAreNamedAndLeftOut() {
        results("good", "{\"val_metrics\": {\"auc\": 0.5}}");
        results("a", "{\"val_metrics\": {\"auc\": 0.5}");
        results("b", "[1]");
        results("c", "{}");
        results("d", "{\"val_metrics\": {\"auc\": \"high\"}}");
        results("e", "{\"val_metrics\": 3}");
        Path outputs = folder.resolve("outputs");

        assertThat(compare("--format", "csv")).isEqualTo(new Cli(0, """
                run,model,lr.bs.emb,val.auc,test.auc,val.logloss,test.logloss,best_epoch
                good,,,0.5,,,,
                """, """
                left out: %1$s/a/results.json: not JSON
                left out: %1$s/b/results.json: not an object
                left out: %1$s/c/results.json: has neither config nor val_metrics nor test_metrics
                left out: %1$s/d/results.json: auc is not a number
                left out: %1$s/e/results.json: val_metrics is not an object
                """.formatted(outputs)));
    }

    /// The figures of the page against those of the files.
    @Test
    void aPageTellsOfTheRunsWhatTheirFilesTell() throws IOException {
        SmallSweep sweep = SmallSweep.in(folder);
        sweep.spec(SmallSweep.GRID);
        train(sweep, "slow", "training.lr=1.0e-4", "dnn.hidden_units=[8]");
        train(sweep, "fast", "training.lr=1.0e-1", "dnn.hidden_units=[8, 4]");
        Path page = folder.resolve("pages/runs.html");
        Cli table = compare("--format", "csv");
        Cli cli = compare("--format", "csv", "--html", page.toString());
        assertThat(cli).isEqualTo(new Cli(0, table.out(), "written: %s\n".formatted(page)));
        assertThat(sweep.files()).noneMatch(file -> file.contains(".db"));

        Report report = Report.read(page);
        Value.Fields fast = kept("fast");
        Value.Fields slow = kept("slow");
        List<Value.Fields> byRank =
                auc(fast, "val_metrics") >= auc(slow, "val_metrics") ? List.of(fast, slow) : List.of(slow, fast);
        for (String board : List.of("board", "epochsTable")) {
            assertThat(report.column(board, "run"))
                    .containsExactlyElementsOf(
                            byRank.getFirst().equals(fast) ? List.of("fast", "slow") : List.of("slow", "fast"));
            assertThat(report.column(board, "best_epoch"))
                    .containsExactlyElementsOf(texts(byRank, run -> at(group(run, "training_info"), "best_epoch")));
            assertThat(report.column(board, "epochs"))
                    .containsExactlyElementsOf(texts(byRank, run -> at(group(run, "training_info"), "total_epochs")));
        }
        assertThat(report.column("board", "test.auc"))
                .containsExactlyElementsOf(texts(byRank, run -> at(group(run, "test_metrics"), "auc")));
        assertThat(report.column("board", "training.lr"))
                .containsExactlyElementsOf(texts(byRank, run -> at(group(group(run, "config"), "training"), "lr")));
        assertThat(report.column("board", "dnn.hidden_units"))
                .containsExactlyElementsOf(
                        texts(byRank, run -> at(group(group(run, "config"), "dnn"), "hidden_units")));
        assertThat(report.column("epochsTable", "best val.auc"))
                .containsExactlyElementsOf(texts(byRank, run -> at(group(run, "val_metrics"), "auc")));
        assertThat(report.column("epochsTable", "last val.auc"))
                .containsExactlyElementsOf(texts(byRank, run -> at(group(lastEpoch(run), "val_metrics"), "auc")));
        assertThat(report.html())
                .contains("<title>runs below outputs</title>", "maximize</span> <code>val.auc</code></p>")
                .doesNotContain("Run the sweep again", " search, seed ");
        assertThat(at(report.facts(), "provenances").toString())
                .contains(at(group(fast, "provenance"), "data").toString(), "source: slow/results.json");
    }

    private void train(SmallSweep sweep, String run, String... settings) {
        List<String> words = new ArrayList<>(List.of(
                "train",
                folder.resolve("base.yaml").toString(),
                "--out",
                folder.resolve("outputs").resolve(run).toString(),
                "-O",
                "training.num_epochs=2"));
        Stream.of(settings).forEach(setting -> words.addAll(List.of("-O", setting)));
        Cli trained = sweep.run(words.toArray(String[]::new));
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    private Value.Fields kept(String run) throws IOException {
        return (Value.Fields) Json.read(
                Files.readString(folder.resolve("outputs").resolve(run).resolve("results.json")));
    }

    private static List<String> texts(List<Value.Fields> runs, Function<Value.Fields, Value> fact) {
        return runs.stream().map(fact).map(Value::toString).toList();
    }

    private static Value at(Value.Fields fields, String key) {
        return Objects.requireNonNull(fields.values().get(key), key);
    }

    private static Value.Fields group(Value.Fields fields, String key) {
        return (Value.Fields) at(fields, key);
    }

    private static Value.Fields lastEpoch(Value.Fields run) {
        return (Value.Fields) ((Value.Items) at(run, "epochs")).values().getLast();
    }

    private static double auc(Value.Fields run, String split) {
        return at(group(run, split), "auc").number().orElseThrow();
    }

    @Test
    void aPageRanksByWhatTheRunsWereTrainedFor() {
        results("a", config("\"training\": {\"metric\": \"auc\"}", "\"auc\": 0.5, \"logloss\": 0.2"));
        results("b", config("\"training\": {\"metric\": \"logloss\"}", "\"auc\": 0.6, \"logloss\": 0.3"));
        results("c", config("\"seed\": 3", "\"auc\": NaN"));
        Path page = folder.resolve("page.html");
        assertThat(compare("--html", page.toString()))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: the files were trained for different metrics (auc, logloss); say which ranks them, as "
                                + "--objective val.auc\n"));
        assertThat(page).doesNotExist();

        assertThat(compare("--html", page.toString(), "--objective", "val.logloss")
                        .code())
                .isZero();
        assertThat(Report.read(page).column("board", "run")).containsExactly("a", "b", "c");
        assertThat(Report.read(page).column("board", "rank")).containsExactly("1", "2", "none");
        assertThat(compare("--html", page.toString(), "--objective", "val.auc").code())
                .isZero();
        assertThat(Report.read(page).column("board", "run")).containsExactly("b", "a", "c");
        assertThat(compare("--objective", "val.auc")).isEqualTo(new Cli(2, "", """
                sweep: --objective ranks the trials of a page; it needs --html FILE
                See sweep compare --help
                """));
    }

    private static String config(String settings, String metrics) {
        return "{\"config\": {%s}, \"val_metrics\": {%s}}".formatted(settings, metrics);
    }

    @Test
    void aPageHasWhatItCanAndIsWhole() throws IOException {
        results("good", config("\"training\": {\"lr\": 0.1}", "\"auc\": 0.5"));
        results("odd", "{\"val_metrics\": {\"auc\": 0.6}, \"timestamp\": \"soon\"}");
        Path page = folder.resolve("page.html");
        Cli cli = compare("--format", "csv", "--html", page.toString());
        assertThat(cli.out()).contains("good,", "odd,");
        assertThat(cli.err())
                .isEqualTo("left out: of the page: %s/odd/results.json: timestamp is no time: soon%nwritten: %s%n"
                        .formatted(folder.resolve("outputs"), page));
        assertThat(Report.read(page).column("board", "run")).containsExactly("good");

        Path inTheWay = Files.createDirectories(folder.resolve("way"));
        assertThat(compare("--html", inTheWay.toString()))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: %s cannot be written: it is a folder or a device, not a file%n".formatted(inTheWay)));
        assertThat(inTheWay).isEmptyDirectory();
    }

    /// Settings may be called as columns are.
    @Test
    void hostileNamesStayText() {
        String hostile = "<script>alert(1)<:script>\"'<!-- <img src=x onerror=alert(2)> \u001b[31m \u202e 漢";
        results(hostile, config("\"<img src=y>\": \"</script><script>alert(3)</script>\"", "\"auc\": 0.5"));
        results("other", config("\"run\": \"x\", \"epochs\": 3, \"val\": {\"auc\": 1}", "\"auc\": 0.6"));
        Path page = folder.resolve("page.html");
        Cli cli = compare("--html", page.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        Report report = Report.read(page);
        assertThat(report.column("board", "run")).containsExactly("x", "none");
        assertThat(report.column("board", "parameter epochs")).containsExactly("3", "none");
        assertThat(report.column("board", "parameter val.auc")).containsExactly("1", "none");
        assertThat(report.column("board", "run folder"))
                .containsExactly("other", hostile.replace("\u001b", "\\u001b").replace("\u202e", "\\u202e"));
        assertThat(report.html().replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain("alert(3)</script>", "<img", "\u001b", "\u202e")
                .contains("alert(1)");

        Path harmless = folder.resolve("harmless.html");
        compare(folder.resolve("outputs/other").toString(), "--html", harmless.toString());
        assertThat(report.html().split("<script", -1))
                .hasSameSizeAs(Report.read(harmless).html().split("<script", -1));
    }

    @Test
    void saysThatThereIsNothingToCompare() throws IOException {
        Path outputs = folder.resolve("outputs");
        assertThat(compare()).isEqualTo(new Cli(1, "", "sweep: " + outputs + ": no such folder\n"));
        Files.createDirectories(outputs);
        assertThat(compare())
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: there is no results.json below %s; ./sweep train CONFIG makes one\n"
                                .formatted(outputs)));
    }
}
