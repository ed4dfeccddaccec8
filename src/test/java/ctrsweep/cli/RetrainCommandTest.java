package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `retrain`: the winner once more, on training and validation rows.
class RetrainCommandTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void place() {
        sweep = SmallSweep.in(folder);
    }

    private static Value.Fields results(Path run) throws IOException {
        return (Value.Fields) Json.read(Files.readString(run.resolve("results.json")));
    }

    private static Value at(Value value, String key) {
        Value found = ((Value.Fields) value).values().get(key);
        if (found == null) {
            throw new AssertionError("no " + key);
        }
        return found;
    }

    private static List<Value> epochs(Path run) throws IOException {
        return ((Value.Items) at(results(run), "epochs")).values();
    }

    private String best(String column) {
        return sweep.ask(
                        "SELECT trial.%s FROM leaderboard JOIN trial ON trial.number = leaderboard.trial WHERE rank = 1"
                                .formatted(column))
                .getFirst()
                .getFirst();
    }

    @Test
    void trainsTheWinnerOnTrainAndValidationForItsBestNumberOfEpochs() throws IOException {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        Cli cli = sweep.run("retrain", "small", "best", "--on", "all");
        assertThat(cli.code()).as(cli.err()).isZero();
        Path run = folder.resolve("outputs/small-%s-all".formatted(best("number")));
        assertThat(cli.err())
                .contains("for %s epochs, its best number".formatted(best("best_epoch")))
                .contains("no validation figures, and no early stopping; test is measured once, at the end");
        assertThat(cli.out()).contains("test.auc").contains("of trial " + best("number"));

        assertThat(epochs(run)).hasSize(Integer.parseInt(best("best_epoch")));
        assertThat(at(epochs(run).getFirst(), "rows")).isEqualTo(new Value.Int(2_700));
        assertThat(at(results(run), "val_metrics")).isEqualTo(new Value.Fields(Map.of()));
        assertThat(((Value.Fields) at(results(run), "test_metrics")).values()).containsKey("auc");
        assertThat(run.resolve("model.pt")).exists();

        Cli evaluated = sweep.run("evaluate", run.toString());
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("test.auc").doesNotContain("val.");
        assertThat(evaluated.err()).endsWith("metrics, equal to what was recorded\n");
        assertThat(sweep.run("evaluate", run.toString(), "--split", "val").err())
                .contains("was trained on its validation rows too");
        sweep.write("rows.csv", "user_id,item_id,hour\n17,4,21\n");
        Cli predicted = sweep.run(
                "predict", run.toString(), "--input", folder.resolve("rows.csv").toString(), "--out", "-");
        assertThat(predicted.code()).as(predicted.err()).isZero();
    }

    @Test
    void trainsWithSeveralSeeds() throws IOException {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        Path out = folder.resolve("final");
        Cli cli = sweep.run("retrain", "small", "0", "--seeds", "2", "--out", out.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out().lines()).hasSize(4);
        assertThat(at(at(results(out.resolve("seed-42")), "config"), "seed")).isEqualTo(new Value.Int(42));
        assertThat(at(at(results(out.resolve("seed-43")), "config"), "seed")).isEqualTo(new Value.Int(43));
        assertThat(at(results(out.resolve("seed-42")), "test_metrics"))
                .isNotEqualTo(at(results(out.resolve("seed-43")), "test_metrics"));
    }

    /// A learning rate by its config's epochs goes as it did in the trial.
    @ParameterizedTest
    @ValueSource(
            strings = {"training.scheduler: cosine", "training.scheduler: reduce_on_plateau, schedule.patience: 0"})
    void theScheduleIsThatOfTheTrial(String schedule) throws IOException {
        assertThat(sweep.launch(sweep.spec("""
                                overrides: {training.num_epochs: 5, training.lr: 0.01, %s}
                                method: grid
                                parameters: {dnn.hidden_units: {values: [[8]]}}
                                """.formatted(schedule))).code()).isZero();
        assertThat(sweep.run("retrain", "small", "0").code()).isZero();
        List<String> before = sweep.ask("SELECT lr FROM epoch ORDER BY epoch").stream()
                .map(List::getFirst)
                .limit(Integer.parseInt(best("best_epoch")))
                .toList();
        assertThat(epochs(folder.resolve("outputs/small-0-all")).stream()
                        .map(epoch -> at(epoch, "lr").number().orElseThrow())
                        .toList())
                .isEqualTo(before.stream().map(Double::parseDouble).toList());
    }

    @Test
    void heldOutPositivesGetTheNegativesOfTrainingRows() throws IOException {
        StringBuilder rows = new StringBuilder("user,item,time\n");
        for (int user = 0; user < 30; user++) {
            for (int i = 0; i < 6; i++) {
                rows.append("u%d,i%d,%d%n".formatted(user, (user * 7 + i * 5) % 40, i));
            }
        }
        sweep.write("rows.csv", rows.toString());
        sweep.write("base.yaml", """
                model_name: fm
                device: cpu
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: leave_one_out
                  table:
                    files: [rows.csv]
                    label: ""
                    user: user
                    time: time
                    negatives: {item: item, train: 4, eval: 9}
                    fields: [{name: user, kind: sparse}, {name: item, kind: sparse}]
                training: {num_epochs: 2, batch_size: 64}
                """.formatted(folder));
        Path spec = sweep.write("small.yaml", """
                version: 1
                name: small
                base: base.yaml
                objective: {metric: val.auc}
                method: grid
                parameters: {training.lr: {values: [0.01]}}
                """);
        Cli launched = sweep.launch(spec);
        assertThat(launched.code()).as(launched.err()).isZero();
        Cli cli = sweep.run("retrain", "small", "best");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(at(epochs(folder.resolve("outputs/small-0-all")).getFirst(), "rows"))
                .as("30 users with 6 rows, one of them for test")
                .isEqualTo(new Value.Int(30 * 5 * (1 + 4)));
    }

    @Test
    void saysWhatCannotBeRetrained() {
        Cli launched = sweep.launch(sweep.spec("""
                overrides: {dnn.use_batch_norm: false, training.gradient_clip_norm: 0}
                method: grid
                parameters:
                  training.lr: {values: [1.0e+3]}
                  dnn.hidden_units: {values: [[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]]}
                """));
        assertThat(launched.code()).as(launched.err()).isEqualTo(3);
        assertThat(sweep.run("retrain", "small", "0").err())
                .isEqualTo(
                        "sweep: trial 0 of sweep small is failed; only a completed trial has a best number of epochs\n");
        assertThat(sweep.run("retrain", "small", "best").err()).contains("has no best trial");
        assertThat(sweep.run("retrain", "small", "0", "--on", "train").code()).isEqualTo(2);
        assertThat(folder.resolve("outputs/small-0-all")).doesNotExist();
    }
}
