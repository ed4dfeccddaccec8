package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
