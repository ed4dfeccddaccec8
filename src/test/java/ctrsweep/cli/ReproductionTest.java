package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that a page offers, as a person copies them.
class ReproductionTest {
    @TempDir
    Path folder;

    /// What a command prints, in a file that is nowhere near the spec and its base.
    private Path saved(SmallSweep sweep, String name, String... command) throws IOException {
        Cli cli = sweep.run(command);
        assertThat(cli.code()).as(cli.err()).isZero();
        return Files.writeString(
                Files.createDirectories(folder.resolve("elsewhere")).resolve(name), cli.out());
    }

    @Test
    void aSpecOfAnotherNameRunsTheSweepAgain() throws IOException {
        SmallSweep sweep = SmallSweep.in(Files.createDirectory(folder.resolve("here")));
        Path spec = sweep.spec("""
                overrides: {training.num_epochs: 2, training.batch_size: 128}
                early_stop: {patience: 1}
                method: random
                parameters:
                  training.lr: {min: 1.0e-3, max: 1.0e-1, scale: log}
                  dnn.hidden_units: {values: [[8], [8, 4]]}
                budget: {trials: 3}
                """);
        assertThat(sweep.launch(spec, "-O", "training.batch_size=512").code()).isZero();
        Path again = saved(sweep, "again.yaml", "show", "small", "--spec", "--as", "again");
        Files.delete(spec);
        Files.delete(sweep.folder().resolve("base.yaml"));

        assertThat(sweep.launch(again).code()).isZero();
        assertThat(sweep.run("leaderboard", "again", "--no-timings", "--format", "csv")
                        .out())
                .isEqualTo(sweep.leaderboard());
        assertThat(sweep.ask("SELECT count(DISTINCT config_hash), count(*) FROM trial"))
                .containsExactly(List.of("3", "6"));
    }

    @Test
    void aTrialsConfigTrainsTheSameModel() throws IOException {
        SmallSweep sweep = SmallSweep.in(folder);
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        Path config = saved(sweep, "trial-2.yaml", "show", "small", "2", "--config");
        Path out = folder.resolve("trained");
        assertThat(sweep.run("train", config.toString(), "--out", out.toString())
                        .code())
                .isZero();
        String best = sweep.ask("SELECT best_value FROM trial WHERE number = 2")
                .getFirst()
                .getFirst();
        assertThat(out.resolve("results.json")).content().contains(Double.toString(Double.parseDouble(best)));
    }

    @Test
    void aProgramsTrialIsRunAsTheSweepRanIt() throws Exception {
        SmallSweep sweep = SmallSweep.in(folder);
        Path program = sweep.write("train.sh", """
                read given
                echo "$given $* $CTRSWEEP_TRIAL $CTRSWEEP_SEED" >> "$CTRSWEEP_FOLDER/seen"
                echo '{"val.auc": 0.5}'
                """);
        Path spec = sweep.write("any.yaml", """
                version: 1
                name: any
                runner: {command: [sh, %s, --lr, "{lr}", "--word={word}", --depth, "{depth}", "{seed}"]}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters:
                  lr: {values: [0.01]}
                  word: {values: ["it's \\"$HOME\\" \\\\n"]}
                  kind: {values: [deep, flat]}
                  depth: {values: [3], when: {kind: deep}}
                """.formatted(program));
        Cli cli = sweep.launch(spec);
        assertThat(cli.code()).as(cli.err()).isZero();
        for (int trial = 0; trial < 2; trial++) {
            shell(sweep.run("show", "any", Integer.toString(trial), "--command").out());
            String name = "trial-000%d/seen".formatted(trial);
            assertThat(folder.resolve("outputs/any-again").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("outputs/any").resolve(name));
        }
    }

    private void shell(String command) throws IOException, InterruptedException {
        Process sh = new ProcessBuilder("sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = Objects.requireNonNull(sh.getOutputStream())) {
            in.write(command.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sh.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("{\"val.auc\": 0.5}\n");
    }

    @Test
    void saysWhatIsWrong() {
        SmallSweep sweep = SmallSweep.in(folder);
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        assertThat(sweep.run("show", "small", "--spec", "--as", "../x").err())
                .startsWith("sweep: --as ../x: a name must be up to 100 letters");
        assertThat(sweep.run("show", "small", "--spec", "--as", "x", "--revision", "1")
                        .err())
                .isEqualTo("sweep: --as makes a spec of the revision that was launched last; leave out --revision\n");
        assertThat(sweep.run("show", "small", "0", "--command").err())
                .isEqualTo("sweep: small is no sweep of a program; --config prints a config for ./sweep train\n");
    }
}
