package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sweep logs`, and `sweep python` where there is Python.
class LogsCommandTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void place() {
        sweep = SmallSweep.in(folder);
    }

    private Cli launch(String command) {
        return sweep.launch(sweep.write("any.yaml", """
                version: 1
                name: any
                runner: {command: %s}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {lr: {values: [0.1, 0.2]}}
                """.formatted(command)));
    }

    @Test
    void aTrialsOutputIsPrinted() {
        assertThat(launch("[sh, -c, 'echo out {lr}; echo err {lr} >&2; echo \"{{\\\"auc\\\": {lr}}}\"']")
                        .code())
                .isZero();
        assertThat(sweep.run("logs", "any", "0")).isEqualTo(new Cli(0, "out 0.1\n", ""));
        assertThat(sweep.run("logs", "any", "best", "--stderr", "-f")).isEqualTo(new Cli(0, "err 0.2\n", ""));
        assertThat(sweep.run("logs", "any", "7").err()).contains("any").contains("7");
    }

    @Test
    void aSweepOfTheTrainerHasNone() {
        sweep.launch(sweep.spec(SmallSweep.GRID), "--workers", "1");
        assertThat(sweep.run("logs", "small", "0").err())
                .startsWith("sweep: trial 0 of small has no log ")
                .contains("only trials of programs (runner) have logs of their own");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Without python3 on the PATH only the text of the module is looked at.
    @Test
    void thePythonModuleReportsAndStops() throws Exception {
        String module = sweep.run("python").out();
        assertThat(module).contains("def report(", "def should_stop(", "def read(");
        if (!hasPython()) {
            return;
        }
        sweep.write("ctrsweep.py", module);
        sweep.write("train.py", """
                import ctrsweep, sys, time
                for epoch in range(1, 4):
                    ctrsweep.report(epoch, val_auc=0.5 + float(sys.argv[1]) * epoch / 3, train_loss=1 / epoch)
                    assert not ctrsweep.should_stop()
                """);
        Cli cli = launch("[python3, train.py, \"{lr}\"]");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(sweep.run("show", "any", "1").out()).contains("train.loss").contains("0.7000");

        ProcessBuilder inATrial = new ProcessBuilder("python3", "-c", """
                import ctrsweep, os, signal
                os.kill(os.getpid(), signal.SIGTERM)
                assert ctrsweep.should_stop()
                print("stopped")
                """)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        inATrial.environment().put("CTRSWEEP_TRIAL", "0");
        Process ended = inATrial.start();
        assertThat(new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("stopped\n");
    }
}
