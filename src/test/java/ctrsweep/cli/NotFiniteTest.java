package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An objective that is no finite number is a failure, or ends the trial with the epochs before, as `on_failure.nan`
/// says.
class NotFiniteTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    /// A price in the validation rows that float32 carries, and a sum of its products does not.
    @BeforeEach
    void aTableWithAnOutlierInValidation() {
        sweep = SmallSweep.in(folder);
        StringBuilder rows = new StringBuilder("label,user,price\n");
        StringBuilder held = new StringBuilder("label,user,price\n");
        for (int row = 0; row < 120; row++) {
            rows.append("%d,u%d,%d%n".formatted(row % 2, row % 7, row % 5));
            held.append("%d,u%d,%d%n".formatted(row % 2, row % 7, row % 5));
        }
        held.append("1,u1,3e38\n");
        sweep.write("train.csv", rows.toString());
        sweep.write("held.csv", held.toString());
        sweep.write("table.yaml", """
                model_name: deepfm
                device: cpu
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: given
                  table:
                    files: [train.csv]
                    validation_files: [held.csv]
                    test_files: [train.csv]
                    fields: [{name: user, kind: sparse}, {name: price, kind: dense}]
                dnn: {hidden_units: [8]}
                training: {num_epochs: 3, batch_size: 64}
                """.formatted(folder));
    }

    private Cli launch(String lines) {
        return sweep.launch(sweep.write("outlier.yaml", """
                        version: 1
                        name: outlier
                        base: table.yaml
                        objective: {metric: val.auc}
                        method: grid
                        parameters: {training.lr: {values: [0.001, 0.002, 0.003, 0.004]}}
                        %s""".formatted(lines)), "--workers", "1");
    }

    @Test
    void failsTheTrialAndIsRecorded() {
        Cli cli = launch("");
        assertThat(cli.code()).as(cli.err()).isEqualTo(3);
        assertThat(cli.err()).contains("trial 0 failed").contains("val.auc is NaN at epoch 1");
        assertThat(cli.out()).doesNotContain("./sweep best").contains("./sweep show outlier 0");
        assertThat(sweep.ask("SELECT DISTINCT state, stop_reason, best_value, epochs FROM trial"))
                .containsExactly(List.of("failed", "nan", "null", "1"));
        assertThat(sweep.ask("SELECT count(*) FROM epoch_metric WHERE name = 'auc' AND non_finite = 'nan'"))
                .containsExactly(List.of("4"));
    }

    @Test
    void countsAsAFailureOfTheBudget() {
        Cli cli = launch("budget: {failures: 2}\n");
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).contains("stopped after as many failures as budget.failures allows");
        assertThat(sweep.ask("SELECT count(*) FROM trial")).containsExactly(List.of("2"));
    }

    @Test
    void withoutAnEarlierEpochThereIsNothingToKeep() {
        assertThat(launch("on_failure: {nan: keep}\n").code()).isEqualTo(3);
        assertThat(sweep.ask("SELECT DISTINCT state FROM trial")).containsExactly(List.of("failed"));
    }
}
