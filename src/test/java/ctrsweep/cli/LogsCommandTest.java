package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    void itIsFollowedUntilTheTrialEnds() throws Exception {
        CompletableFuture<Cli> launched = CompletableFuture.supplyAsync(
                () -> launch(
                        "[sh, -c, 'echo one; while [ ! -e go ]; do sleep 0.05; done; echo two; echo \"{{\\\"auc\\\": {lr}}}\"']"));
        Path log = folder.resolve("outputs/any/trial-0000/stdout.log");
        while (!launched.isDone() && (Files.notExists(log) || Files.size(log) == 0)) {
            Thread.sleep(20);
        }
        CompletableFuture<Cli> followed = CompletableFuture.supplyAsync(() -> sweep.run("logs", "any", "0", "-f"));
        Thread.sleep(1000);
        assertThat(followed).as("the trial runs").isNotDone();
        assertThat(sweep.run("logs", "any", "0")).isEqualTo(new Cli(0, "one\n", ""));
        sweep.write("go", "");
        assertThat(followed.get(60, TimeUnit.SECONDS)).isEqualTo(new Cli(0, "one\ntwo\n", ""));
        assertThat(launched.get(60, TimeUnit.SECONDS).code()).isZero();
    }

    /// A stand-in for psycopg, which need not be there, tells what it is asked; another one for pandas hands rows on.
    @Test
    void thePythonModuleReadsPostgresql() throws Exception {
        if (!hasPython()) {
            return;
        }
        sweep.write("ctrsweep.py", sweep.run("python").out());
        sweep.write("pandas.py", "def DataFrame(rows):\n    return rows\n");
        sweep.write("psycopg.py", """
                class Cursor:
                    description = [(name,) for name in "trial rank state value best_epoch epochs seconds seed".split()]
                    def __iter__(self):
                        return iter([(0, 1, "completed", 0.7, 1, 1, 0.5, 7, {"lr": 0.1})])
                class Connection:
                    def execute(self, sql, parameters):
                        print(sql.count("?"), sql.count("%s"), parameters)
                        cursor = Cursor()
                        cursor.description = Cursor.description + [("assignment",)]
                        return cursor
                    def close(self):
                        print("closed")
                def connect(url):
                    print(url)
                    return Connection()
                """);
        Process read = new ProcessBuilder("python3", "-c", """
                import ctrsweep
                for row in ctrsweep.read("postgresql://lab@db.lab/sweeps?currentSchema=team&sslmode=require", "any"):
                    print(row["value"], row["lr"])
                """)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(read.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("""
                postgresql://lab@db.lab/sweeps?sslmode=require&options=-csearch_path%3Dteam
                0 1 ('any',)
                closed
                0.7 0.1
                """);
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
