package ctrsweep.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.cli.Cli;
import ctrsweep.cli.SmallSweep;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.SpecReader;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a launch says, and to whom.
class LaunchLogTest {
    @TempDir
    Path folder;

    private SmallSweep sweep;
    private Path spec;

    @BeforeEach
    void oneTrial() {
        sweep = SmallSweep.in(folder);
        spec = sweep.spec("""
                method: grid
                workers: 1
                parameters:
                  training.lr: {values: [1.0e-2]}
                """);
    }

    private List<String> log() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("outputs/small"))) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).toList();
            assertThat(logs).hasSize(1);
            assertThat(logs.getFirst().getFileName().toString())
                    .matches("launch-\\d{8}T\\d{6}Z-" + ProcessHandle.current().pid() + "\\.log");
            return Files.readAllLines(logs.getFirst());
        }
    }

    @Test
    void keepsWhatWasSaidWithTheTime() throws IOException {
        Cli cli = sweep.launch(spec);
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).contains("trial 0 epoch 3/3").doesNotContain("is committed");
        List<String> log = log();
        assertThat(log).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z .*"));
        for (String said : cli.err().lines().toList()) {
            assertThat(log).anyMatch(line -> line.endsWith(" " + said));
        }
        assertThat(log).anyMatch(line -> line.matches(".* trial 0 epoch 1 is committed: .* train\\.loss 0\\.\\d{4}.*"));
    }

    @Test
    void quietSaysNothingButTheResult() throws IOException {
        Cli cli = sweep.launch(spec, "--quiet");
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).startsWith(" rank | trial | val.auc |");
        assertThat(log()).anyMatch(line -> line.contains("trial 0 epoch 3/3"));
    }

    @Test
    void verboseSaysWhatIsCommitted() {
        Cli cli = sweep.launch(spec, "-v");
        assertThat(cli.err())
                .contains("log " + folder.resolve("outputs/small/launch-"))
                .contains("database " + sweep.database() + "\n")
                .contains("trial 0 begins, attempt 1: training.lr=0.01\n")
                .containsPattern("trial 0 epoch 3 is committed: \\d+\\.\\d\\d s, \\d+ rows, lr 0\\.01; ")
                .containsPattern(
                        "trial 0 is committed: last_epoch after 3 epochs, the best was \\d; .*weights outputs/");
    }

    @Test
    void anErrorThatEndsTheLaunchLeavesItsTrace() throws IOException {
        Files.createDirectories(folder.resolve("outputs/small"));
        Files.writeString(folder.resolve("outputs/small/trial-0000"), "in the way");
        Cli cli = sweep.launch(spec, "--quiet");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(log())
                .anyMatch(line -> line.contains("UnwritableException"))
                .anyMatch(line -> line.contains("Z     at ctrsweep."));
        assertThat(sweep.launch(spec, "--verbose").err()).contains("\n    at ctrsweep.");
    }

    @Test
    void aTrialThatFailsByAnExceptionLeavesItsTrace() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InstantSource clock = InstantSource.system();
        try (LaunchLog log = new LaunchLog(clock);
                PrintStream screen = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            log.begin(folder.resolve("outputs/small"));
            LaunchReporter reporter = new LaunchReporter(screen, Verbosity.Level.NORMAL, Optional.of(log));
            LaunchProgress progress = LaunchProgress.on(
                    Cli.console(sweep.database(), 100, screen, screen),
                    SpecReader.read(spec, List.of()),
                    clock,
                    reporter);
            RunningTrial trial = new RunningTrial(1, 1, Fixture.planned(3, 0.01));
            progress.trialStarted(trial);
            progress.trialThrew(trial, new IllegalStateException("ran\naway"));
            progress.trialEnded(trial, new Outcome.Failed(StopReason.ERROR, "ran\naway", Map.of()));
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("trial 3 failed (training.lr=0.01 dnn.hidden_units=[64, 32]): ran\\naway\n");
        assertThat(log())
                .anyMatch(line -> line.endsWith("Z java.lang.IllegalStateException: ran"))
                .anyMatch(line -> line.contains("Z     at ctrsweep.cli.launch.LaunchLogTest."));
    }

    @Test
    void aRefusedLaunchLeavesNoLog() {
        List<String> before = sweep.files();
        assertThat(sweep.launch(spec, "--device", "mps").code()).isEqualTo(1);
        assertThat(sweep.launch(spec, "-O", "training.lrr=1").code()).isEqualTo(1);
        assertThat(sweep.launch(spec, "--quiet", "--verbose"))
                .isEqualTo(new Cli(2, "", "sweep: either --quiet or --verbose, not both\nSee sweep launch --help\n"));
        assertThat(sweep.files()).isEqualTo(before);
    }

    @Test
    void trainIsQuietOrVerboseToo() {
        String base = folder.resolve("base.yaml").toString();
        assertThat(sweep.run("train", base, "-q", "--out", folder.resolve("a").toString()))
                .matches(cli ->
                        cli.code() == 0 && cli.err().isEmpty() && cli.out().contains("best epoch"));
        assertThat(sweep.run("train", base, "-v", "--out", folder.resolve("b").toString())
                        .err())
                .contains("on cpu; checkpoints and results go to " + folder.resolve("b") + "\n")
                .containsPattern("epoch 3: \\d+\\.\\d\\d s, \\d+ rows, lr 0\\.001; ");
    }
}
