package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sweeps whose trials train in one step, on the CPU, against the same sweeps one trial after the other; and those that
/// something disturbs against undisturbed ones, to the same numbers. Their activation is smooth: where ReLU's input is
/// within rounding of 0, the two ways may take different sides of it, and part from there.
class FuseTest {
    /// Six trials of two shapes. The rates differ, and so do the epochs that they run for.
    private static final String SIX = """
            overrides: {dnn.activation: tanh, training.num_epochs: 4, training.early_stopping_patience: 2}
            method: grid
            parameters:
              training.lr: {values: [1.0e-3, 1.0e-2, 1.0e-1]}
              dnn.hidden_units: {values: [[8], [8, 4]]}
            """;

    @TempDir
    Path folder;

    private SmallSweep one = SmallSweep.in(Path.of(""));
    private SmallSweep other = SmallSweep.in(Path.of(""));

    @BeforeEach
    void places() throws IOException {
        one = SmallSweep.in(Files.createDirectory(folder.resolve("one")));
        other = SmallSweep.in(Files.createDirectory(folder.resolve("other")));
    }

    private static Cli launch(SmallSweep sweep, String lines, String... more) {
        Cli cli = sweep.launch(sweep.spec(lines), more);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    @Test
    void trialsOfOneShapeTrainInOneStep() {
        assertThat(launch(one, SIX, "--fuse", "6").err()).startsWith("small: 6 trials on cpu, 6 in one step\n");
        assertThat(one.ask("SELECT value, count(*) FROM provenance WHERE key = 'fused' GROUP BY value"))
                .containsExactly(List.of("3", "6"));
        assertThat(launch(other, SIX, "--fuse", "off", "--workers", "2").err())
                .startsWith("small: 6 trials on cpu, 2 at a time\n");
        assertThat(other.ask("SELECT count(*) FROM provenance WHERE key = 'fused'"))
                .containsExactly(List.of("0"));
        assertAlike();
    }

    @Test
    void theSpecSaysHowManyTrialsTrainInOneStep() {
        assertThat(launch(one, SIX + "fuse: 2\nworkers: 2\n").err())
                .startsWith("small: 6 trials on cpu, 2 in one step, by each of 2 workers\n");
        launch(other, SIX);
        assertAlike();
    }

    @Test
    void equalSweepsGiveEqualResults() {
        launch(one, SIX, "--fuse", "4");
        launch(other, SIX, "--fuse", "4");
        assertThat(one.leaderboard()).isEqualTo(other.leaderboard());
    }

    /// Twelve layers without batch norm do not stand a rate of 1000.
    @Test
    void aTrialThatFailsLeavesTheOthersAlone() {
        String lines = """
                overrides: {dnn.dropout: 0.0, training.gradient_clip_norm: 0, dnn.use_batch_norm: false}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-3, 1000.0, 1.0e-2]}
                  dnn.hidden_units: {values: [[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]]}
                """;
        one.launch(one.spec(lines), "--fuse", "3");
        other.launch(other.spec(lines));
        assertThat(one.ask("SELECT number, state, stop_reason FROM trial ORDER BY number"))
                .containsExactly(
                        List.of("0", "completed", "last_epoch"),
                        List.of("1", "failed", "nan"),
                        List.of("2", "completed", "last_epoch"));
        assertAlike();
    }

    @Test
    void trialsThatArePausedGoOnWithOthers() {
        String asha = """
                overrides: {training.num_epochs: 4}
                method: random
                parameters:
                  training.lr: {min: 1.0e-3, max: 1.0e-1, scale: log}
                pruner: {name: asha, min_epochs: 1, eta: 2}
                budget: {trials: 7}
                """;
        launch(one, asha, "--fuse", "3");
        assertThat(one.ask("SELECT count(*) FROM trial WHERE state IN ('completed', 'pruned')"))
                .containsExactly(List.of("7"));
        assertThat(one.ask("SELECT count(*) > 0 FROM trial WHERE state = 'completed'"))
                .containsExactly(List.of("1"));
        assertThat(one.ask("SELECT max(value) FROM provenance WHERE key = 'fused'"))
                .containsExactly(List.of("3"));
    }

    @Test
    void trialsThatCannotTrainWithOthersTrainAlone() {
        String rows = """
                overrides: {dnn.activation: tanh}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-3, 1.0e-2]}
                  optimizer.row_wise: {values: [false, true]}
                """;
        assertThat(launch(one, rows, "--fuse", "4").err())
                .containsOnlyOnce("trials with optimizer.row_wise train one after the other, not in one step");
        assertThat(one.ask("SELECT value, count(*) FROM provenance WHERE key = 'fused' GROUP BY value"))
                .containsExactly(List.of("2", "2"));
        launch(other, rows);
        assertAlike();
    }

    @Test
    void killedInTheMiddleASweepGoesOn() throws Exception {
        Path spec = one.spec(12_000, "{metric: val.auc}", SIX);
        String[] launch = {"launch", spec.toString(), "--db", one.database().toString(), "--fuse", "4"};
        try (Child child = Child.start(one.folder(), launch)) {
            assertThat(child.says(5, Witness::isEpoch)).isTrue();
            child.kill();
        }
        Cli last = one.launch(spec, "--fuse", "4");
        assertThat(last.code()).as(last.err()).isZero();
        assertThat(last.err()).contains("goes on after epoch");
        assertThat(one.ask("SELECT count(DISTINCT seconds) FROM epoch GROUP BY trial_id, epoch"))
                .as("no epoch is trained twice")
                .containsOnly(List.of("1"));
        other.launch(other.spec(12_000, "{metric: val.auc}", SIX), "--fuse", "4");
        assertAlike(1e-6);
    }

    @Test
    void interruptedItGivesItsTrialsBack() throws Exception {
        Path spec = one.spec(12_000, "{metric: val.auc}", SIX);
        String[] launch = {"launch", spec.toString(), "--db", one.database().toString(), "--fuse", "4"};
        try (Child child = Child.start(one.folder(), launch)) {
            assertThat(child.says(3, Witness::isEpoch)).isTrue();
            child.signal("TERM");
            assertThat(child.exitCode()).isEqualTo(143);
        }
        assertThat(one.ask("SELECT count(*) FROM trial WHERE state = 'running'"))
                .containsExactly(List.of("0"));
        assertThat(one.launch(spec, "--fuse", "4").code()).isZero();
        other.launch(other.spec(12_000, "{metric: val.auc}", SIX), "--fuse", "4");
        assertAlike(1e-6);
    }

    /// Another process takes a running trial over, and never says anything again.
    @Test
    void aTrialThatIsTakenOverLeavesAndComesBack() throws Exception {
        String longer = SIX.replace("num_epochs: 4", "num_epochs: 12").replace("patience: 2", "patience: 12");
        Path spec = one.spec(12_000, "{metric: val.auc}", longer);
        List<String> options = List.of("-Xmx1g", "-Dctrsweep.lease=3");
        String[] launch = {"launch", spec.toString(), "--db", one.database().toString(), "--fuse", "4"};
        try (Child child = Child.start(one.folder(), options, launch)) {
            assertThat(child.says(2, Witness::isEpoch)).isTrue();
            Sql.execute(one.database(), """
                    UPDATE trial SET owner = 'elsewhere', attempt = attempt + 1, lease = updated_at + 2000
                     WHERE number = (SELECT min(number) FROM trial WHERE state = 'running')""");
            assertThat(child.exitCode()).isZero();
            assertThat(child.lines()).anyMatch(line -> line.endsWith("was taken over by another process"));
        }
        other.launch(other.spec(12_000, "{metric: val.auc}", longer), "--fuse", "4");
        assertAlike(1e-6);
    }

    @Test
    void thePlanTellsTheGroups() {
        Path spec = one.spec(SIX);
        assertThat(one.launch(spec, "--plan").out()).doesNotContain("in one step");
        assertThat(one.launch(spec, "--plan", "--fuse", "2").out())
                .contains(
                        "\nin one step  at most 2 of a group: 3 (dnn.hidden_units=[8]), 3 (dnn.hidden_units=[8, 4])\n");
    }

    @Test
    void aProgramRunsByItself() {
        Path spec = one.write("program.yaml", """
                version: 1
                name: program
                runner: {command: [echo, "{x}"]}
                objective: {metric: score, goal: maximize}
                method: grid
                parameters: {x: {values: [1, 2]}}
                """);
        assertThat(one.launch(spec, "--fuse", "2").err()).contains("--fuse: programs are run each by itself");
    }

    private void assertAlike() {
        assertAlike(2e-4);
    }

    /// The same trials, with the same epochs.
    private void assertAlike(double tolerance) {
        String epochs = """
                SELECT number, epoch, name, value FROM epoch_metric JOIN trial ON id = trial_id
                 WHERE split = 'val' AND name IN ('auc', 'logloss') AND epoch_metric.attempt = trial.attempt
                 ORDER BY number, epoch, name""";
        List<List<String>> expected = other.ask(epochs);
        List<List<String>> rows = one.ask(epochs);
        assertThat(keys(rows)).isEqualTo(keys(expected)).isNotEmpty();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(Double.parseDouble(rows.get(i).getLast()))
                    .as(rows.get(i).toString())
                    .isCloseTo(Double.parseDouble(expected.get(i).getLast()), within(tolerance));
        }
    }

    private static List<List<String>> keys(List<List<String>> rows) {
        return rows.stream().map(row -> row.subList(0, 3)).toList();
    }
}
