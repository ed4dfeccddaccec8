package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.SpecReader;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of `runner` besides the command.
class RunnerKeysTest {
    @TempDir
    Path home;

    private Path place = Path.of("");

    @BeforeEach
    void place() throws IOException {
        place = Files.createDirectories(home.resolve("project/code"));
        Files.writeString(
                place.resolve("args.sh"), "pwd; for a in \"$@\"; do echo \"<$a>\"; done; echo '{\"auc\": 0.5}'\n");
    }

    private OneTrial trial(String runner) throws IOException {
        Path file = Files.writeString(place.resolveSibling("spec.yaml"), """
                version: 1
                name: keys
                runner: {%s}
                objective: {metric: auc, goal: maximize}
                method: grid
                parameters:
                  lr: {values: [0.1]}
                  word: {values: ["it's $HOME"]}
                  amp: {values: [true]}
                  off: {values: [false]}
                  net.layers: {values: [[64, 32]]}
                """.formatted(runner));
        return OneTrial.of(home, SpecReader.read(file, List.of()));
    }

    private String printed(String runner) throws Exception {
        OneTrial trial = trial(runner);
        Outcome outcome = trial.run();
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Completed.class);
        return trial.text("stdout.log");
    }

    @Test
    void itRunsInTheFolderOfTheSpecOrInAnother() throws Exception {
        assertThat(printed("command: [sh, code/args.sh]"))
                .isEqualTo(place.getParent().toRealPath() + "\n");
        Files.delete(home.resolve("outputs/test/trial-0003/stdout.log"));
        assertThat(printed("cwd: code, command: [sh, args.sh]")).isEqualTo(place.toRealPath() + "\n");
    }

    @Test
    void argumentsHaveTheUsualForms() throws Exception {
        String printed = printed("cwd: code, command: [sh, args.sh, \"{lr}\", \"net.layers={net.layers}\","
                + " \"--amp{amp!flag}\", \"--off{off!flag}\", \"${args_no_boolean_flags}\"]");
        assertThat(printed.lines().skip(1))
                .containsExactly(
                        "<0.1>",
                        "<net.layers=[64,32]>",
                        "<--amp>",
                        "<--lr=0.1>",
                        "<--word=it's $HOME>",
                        "<--amp>",
                        "<--net.layers=[64,32]>");
    }

    @Test
    void aShellGetsQuotedValues() throws Exception {
        assertThat(printed(
                        "shell: true, command: 'cd code && sh args.sh --word={word} {net.layers} | grep -v nothing'"))
                .endsWith("<--word=it's $HOME>\n<[64,32]>\n");
    }

    @Test
    void variablesAreFilledIn() throws Exception {
        assertThat(printed("env: {RATE: \"{lr}\", N: 2, PYTHONUNBUFFERED: ''},"
                        + " command: [sh, -c, 'echo \"$RATE $N <$PYTHONUNBUFFERED>\"; echo \"{{\\\"auc\\\": 0.5}}\"']"))
                .isEqualTo("0.1 2 <>\n");
    }

    @Test
    void itKnowsItsWorker() throws Exception {
        String seen = Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")).orElse("");
        assertThat(printed("command: [sh, -c, 'echo \"$CTRSWEEP_WORKER <$CUDA_VISIBLE_DEVICES>\";"
                        + " echo \"{{\\\"auc\\\": 0.5}}\"']"))
                .isEqualTo("0 <" + seen + ">\n");
    }

    @Test
    void oneRunMayTakeSoLong() throws Exception {
        Outcome outcome = trial("timeout: 1s, command: [sh, -c, 'sleep 60']").run();
        assertThat(((Outcome.Failed) outcome).reason()).isEqualTo(StopReason.TIMEOUT);
    }

    @Test
    void itHasTimeToEnd() throws Exception {
        OneTrial trial = trial("stop_grace: 1s, command: [sh, -c, 'trap \"echo stopping\" TERM;"
                        + " echo \"{{\\\"auc\\\": 0.5}}\"; while true; do sleep 0.1; done']")
                .judgedBy(_ -> EpochDecision.PRUNE);
        long begun = System.nanoTime();
        assertThat(trial.run()).isInstanceOf(Outcome.Pruned.class);
        assertThat((System.nanoTime() - begun) / 1e9).isBetween(1.0, 4.5);
        assertThat(trial.text("stdout.log")).contains("stopping");
    }
}
