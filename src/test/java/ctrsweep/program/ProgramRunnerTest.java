package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.UnwritableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRunnerTest {

    @TempDir
    Path home;

    @Test
    void eachLineOfJsonIsAnEpoch() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                echo '{"epoch": 1, "val.auc": 0.71, "train.loss": 0.5, "lr": 0.01, "rows": 400, "seconds": 2.5}'
                echo '{"epoch": 2, "auc": 0.73, "note": "best so far", "ok": true, "more": {"auc": 1}, "none": null}'
                echo '{"epoch": 5, "val.auc": 0.72}'
                echo '{"val.auc": 0.70}'
                """);
        Outcome.Completed outcome = trial.completed();
        assertThat(outcome.reason()).isEqualTo(StopReason.LAST_EPOCH);
        assertThat(outcome.epochs()).isEqualTo(6);
        assertThat(outcome.bestEpoch()).isEqualTo(2);
        assertThat(outcome.metrics()).isEqualTo(Map.of(OneTrial.AUC, 0.73, Metric.of("more.auc"), 1.0));
        assertThat(outcome.intervals()).isEmpty();
        assertThat(outcome.provenance()).isEqualTo(Map.of("host", "here", "command", "sh", "exit", "0"));
        assertThat(trial.epochs()).containsExactly(1, 2, 5, 6);
        EpochReport first = trial.reports().getFirst();
        assertThat(first)
                .isEqualTo(
                        new EpochReport(1, 0.01, 2.5, 400, Map.of(OneTrial.AUC, 0.71, Metric.of("train.loss"), 0.5)));
        EpochReport last = trial.reports().getLast();
        assertThat(last.lr()).isZero();
        assertThat(last.rows()).isZero();
        assertThat(last.seconds()).isBetween(0.0, 60.0);
    }

    @Test
    void secondsAreThoseSinceTheLineBefore() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                sleep 0.3; echo '{"val.auc": 0.5}'
                sleep 0.6; echo '{"val.auc": 0.6, "seconds": "NaN"}'
                """);
        trial.completed();
        assertThat(trial.reports().getFirst().seconds()).isBetween(0.3, 30.0);
        assertThat(trial.reports().getLast().seconds()).isBetween(0.4, 30.0);
    }

    @Test
    void theGoalSaysWhichEpochIsBestAndTheEarliestOfEqualsCounts() throws Exception {
        String lines = "for v in 0.5 0.4 0.4 0.6 0.6; do echo \"{\\\"val.auc\\\": $v}\"; done";
        assertThat(OneTrial.shell(home, lines).completed().bestEpoch()).isEqualTo(4);
        assertThat(OneTrial.shell(home, lines).minimizing().completed().bestEpoch())
                .isEqualTo(2);
    }

    @Test
    void parametersComeAsArgumentsWithoutAShell() throws Exception {
        OneTrial trial = OneTrial.of(
                        home,
                        "sh",
                        "-c",
                        "for a in \"$@\"; do echo \"[$a]\"; done; echo '{{\"val.auc\": 0.5}}'",
                        "sh",
                        "--lr={training.lr}",
                        "{name}",
                        "{units}",
                        "{flag}",
                        "{seed}/{trial}",
                        "{{x}}",
                        "--momentum",
                        "{sgd.momentum}",
                        "{folder}")
                .with("training.lr", new Value.Real(0.003))
                .with("name", new Value.Text("$(touch hacked); `rm -rf .` \"'\\ ü"))
                .with("units", new Value.Items(List.of(new Value.Int(256), new Value.Int(64))))
                .with("flag", new Value.Bool(true));
        trial.completed();
        assertThat(trial.text("stdout.log"))
                .isEqualTo("""
                [--lr=0.003]
                [$(touch hacked); `rm -rf .` "'\\ ü]
                [[256,64]]
                [true]
                [7/3]
                [{x}]
                [%s]
                """.formatted(trial.folder().toAbsolutePath()));
        assertThat(home.resolve("hacked")).doesNotExist();
    }

    @Test
    void parametersComeAsJsonOnStandardInput() throws Exception {
        OneTrial trial = OneTrial.shell(home, "cat; echo '{\"val.auc\": 0.5}'")
                .with("training.lr", new Value.Real(1e-4))
                .with("a \"quoted\" name\n", new Value.Text("line\nfeed"))
                .with("dnn.units", new Value.Items(List.of(new Value.Int(8))));
        trial.completed();
        assertThat(Json.read(trial.text("stdout.log").strip()))
                .isEqualTo(new Value.Fields(Map.of(
                        "training.lr", new Value.Real(1e-4),
                        "a \"quoted\" name\n", new Value.Text("line\nfeed"),
                        "dnn.units", new Value.Items(List.of(new Value.Int(8))),
                        "seed", new Value.Int(7))));
    }

    @Test
    void aProgramNeedNotReadItsStandardInput() throws Exception {
        OneTrial trial =
                OneTrial.shell(home, "echo '{\"val.auc\": 0.5}'").with("long", new Value.Text("x".repeat(1_000_000)));
        assertThat(trial.completed().bestEpoch()).isEqualTo(1);
    }

    @Test
    void theEnvironmentTellsTrialSeedAndFolder() throws Exception {
        OneTrial trial = OneTrial.shell(
                home, "echo $CTRSWEEP_TRIAL $CTRSWEEP_SEED; touch \"$CTRSWEEP_FOLDER/kept\"; echo '{\"auc\": 1}'");
        trial.completed();
        assertThat(trial.text("stdout.log")).isEqualTo("3 7\n");
        assertThat(trial.folder().resolve("kept")).exists();
    }

    @Test
    void programsRunInTheProductsFolder() throws Exception {
        Files.writeString(home.resolve("train.sh"), "echo '{\"val.auc\": 0.5}'\n");
        assertThat(OneTrial.of(home, "sh", "train.sh").completed().bestEpoch()).isEqualTo(1);
    }

    @Test
    void allOtherOutputGoesToLogsWhichAreArtifacts() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                echo starting
                echo '{"level": "info", "ms": 12}'
                echo '{"val.auc": 0.5}'
                echo '{"val.auc": broken'
                echo warned >&2
                printf 'no line feed'
                """);
        Outcome.Completed outcome = trial.completed();
        assertThat(trial.epochs()).containsExactly(1);
        String stdout = """
                starting
                {"level": "info", "ms": 12}
                {"val.auc": broken
                no line feed""";
        assertThat(trial.text("stdout.log")).isEqualTo(stdout);
        assertThat(trial.text("stderr.log")).isEqualTo("warned\n");
        assertThat(outcome.artifacts())
                .containsExactly(
                        new Outcome.Artifact(
                                "log", "outputs/test/trial-0003/stdout.log", stdout.length(), Sha256.of(stdout)),
                        new Outcome.Artifact("log", "outputs/test/trial-0003/stderr.log", 7, Sha256.of("warned\n")));
    }

    @Test
    void aLastLineNeedsNoLineFeed() throws Exception {
        assertThat(OneTrial.shell(home, "printf '{\"val.auc\": 0.5}'")
                        .completed()
                        .metrics())
                .containsEntry(OneTrial.AUC, 0.5);
    }

    @Test
    void aProgramThatWentOnByItselfBeginsWithALaterEpoch() throws Exception {
        OneTrial trial =
                OneTrial.shell(home, "echo '{\"epoch\": 4, \"auc\": 0.5}'; echo '{\"epoch\": 5, \"auc\": 0.6}'");
        Outcome.Completed outcome = trial.completed();
        assertThat(outcome.epochs()).isEqualTo(5);
        assertThat(outcome.bestEpoch()).isEqualTo(5);
    }

    @Test
    void epochsThatDoNotAscendFailTheTrial() throws Exception {
        assertThat(OneTrial.shell(home, """
                                echo '{"epoch": 2, "auc": 0.5}'; echo '{"epoch": 2, "loss": 0.5}'; sleep 100
                                """).failed().error())
                .isEqualTo("printed epoch 2 after epoch 2: epochs ascend, and each is one line with all that was"
                        + " measured");
        assertThat(OneTrial.shell(home, "echo '{\"epoch\": 0, \"auc\": 0.5}'; sleep 100")
                        .failed()
                        .error())
                .isEqualTo("printed epoch 0: epochs are whole numbers from 1");
        assertThat(OneTrial.shell(home, "echo '{\"epoch\": 1.5, \"auc\": 0.5}'")
                        .failed()
                        .error())
                .isEqualTo("printed epoch 1.5: epochs are whole numbers from 1");
    }

    @Test
    void withoutTheObjectiveItFailsAndSaysWhatWasPrinted() throws Exception {
        Outcome.Failed failed = OneTrial.shell(
                        home, "echo '{\"accuracy\": 0.5}'; echo '{\"epoch\": 3, \"train.loss\": 1}'")
                .failed();
        assertThat(failed.reason()).isEqualTo(StopReason.ERROR);
        assertThat(failed.error()).isEqualTo("printed no val.auc; it printed val.accuracy, train.loss");
        assertThat(OneTrial.shell(home, "echo done").failed().error())
                .isEqualTo("printed no val.auc; its standard output has no line such as"
                        + " {\"epoch\": 1, \"val.auc\": 0.5}");
    }

    @Test
    void anExitCodeOtherThanZeroFailsTheTrialAlsoAfterEpochs() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                echo '{"val.auc": 0.9}'
                for i in 1 2 3 4 5 6 7; do echo "line $i" >&2; echo >&2; done
                exit 3
                """);
        Outcome.Failed failed = trial.failed();
        assertThat(failed.reason()).isEqualTo(StopReason.ERROR);
        assertThat(failed.error()).isEqualTo("exit code 3: line 3 | line 4 | line 5 | line 6 | line 7");
        assertThat(failed.provenance()).containsEntry("exit", "3");
        assertThat(trial.epochs()).containsExactly(1);
        assertThat(OneTrial.shell(home, "exit 1").failed().error())
                .as("without what an earlier attempt said")
                .isEqualTo("exit code 1, and nothing on standard error");
    }

    @Test
    void aSignalIsNamed() throws Exception {
        assertThat(OneTrial.shell(home, "echo oh >&2; kill -9 $$").failed().error())
                .isEqualTo("exit code 137: killed by signal 9 (SIGKILL, which the system sends when memory"
                        + " runs out): oh");
        assertThat(OneTrial.shell(home, "kill -15 $$").failed().error())
                .isEqualTo("exit code 143: killed by signal 15 (SIGTERM), and nothing on standard error");
    }

    @Test
    void aProgramThatCannotBeStartedFailsTheTrial() throws Exception {
        assertThat(OneTrial.of(home, "no-such-program-here").failed().error())
                .isEqualTo("no such program: no-such-program-here is not on the PATH, nor in " + home
                        + ", where programs run");
        Files.writeString(home.resolve("train.sh"), "echo\n");
        assertThat(OneTrial.of(home, "train.sh").failed().error())
                .isEqualTo("no such program: train.sh is not on the PATH; write ./train.sh");
        assertThat(OneTrial.of(home, "./train.sh").failed().error())
                .isEqualTo("./train.sh is not executable: run chmod +x on it, or name its interpreter, as in"
                        + " [sh, ./train.sh]");
        assertThat(OneTrial.of(home, "./gone.sh").failed().error())
                .isEqualTo("no such program: ./gone.sh, looked for from " + home + ", where programs run (there is no "
                        + home.resolve("gone.sh") + ")");
        assertThat(OneTrial.of(home, "sh", "gone.sh").failed().error())
                .startsWith("exit code ")
                .endsWith(" (gone.sh does not exist in " + home + ", where programs run)");
        assertThat(OneTrial.of(home, "sh", "-c", "a\0b").failed().error()).startsWith("sh: ");
        assertThat(OneTrial.of(home, "./train-{kind}.sh").failed().error())
                .isEqualTo("the program to run is ./train-{kind}.sh, which takes no part in this trial");
    }

    @Test
    void aNotANumberEndsTheTrial() throws Exception {
        String lines = """
                echo '{"auc": 0.5}'; echo '{"auc": 0.4, "loss": NaN}'; echo '{"auc": NaN}'; sleep 100
                """;
        OneTrial failing = OneTrial.shell(home, lines);
        Outcome.Failed failed = failing.failed();
        assertThat(failed.reason()).isEqualTo(StopReason.NAN);
        assertThat(failed.error()).isEqualTo("val.auc is NaN at epoch 3");
        assertThat(failing.epochs()).containsExactly(1, 2, 3);
        assertThat(failing.reports().get(1).metrics()).containsEntry(Metric.of("val.loss"), Double.NaN);

        Outcome.Completed kept = OneTrial.shell(home, lines).keepingNan().completed();
        assertThat(kept.reason()).isEqualTo(StopReason.NAN);
        assertThat(kept.bestEpoch()).isEqualTo(1);
        assertThat(kept.metrics()).containsEntry(OneTrial.AUC, 0.5);

        Outcome.Failed none = OneTrial.shell(home, "echo '{\"auc\": -Infinity}'; sleep 100")
                .keepingNan()
                .failed();
        assertThat(none.reason()).isEqualTo(StopReason.NAN);
        assertThat(none.error()).isEqualTo("val.auc is -Infinity at epoch 1");
    }

    @Test
    void hostileNamesAndNumbersDoNoHarm() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                echo '{"auc": 0.5, "": 1, ".": 2, ".x": 3, "y.": 4, "a b": 5, "c\\u0000d": 6, "rows": 1e300, "lr": 1e999}'
                """);
        trial.completed();
        assertThat(trial.reports().getFirst().metrics())
                .isEqualTo(Map.of(
                        OneTrial.AUC,
                        0.5,
                        new Metric("val", "a b"),
                        5.0,
                        new Metric("val", "."),
                        2.0,
                        new Metric("val", ".x"),
                        3.0,
                        new Metric("val", "y."),
                        4.0));
        assertThat(trial.reports().getFirst().rows()).isZero();
        assertThat(trial.reports().getFirst().lr()).isCloseTo(0, within(0.0));
    }

    @Test
    void bytesThatAreNoTextAreKeptAsTheyAre() throws IOException, InterruptedException {
        OneTrial trial = OneTrial.shell(home, """
                printf '\\377\\376 no UTF-8\\n'
                printf '{"auc": 0.5, "note": "\\377"}\\n'
                """);
        trial.completed();
        assertThat(Files.readAllBytes(trial.folder().resolve("stdout.log")))
                .startsWith(0xff, 0xfe, ' ')
                .hasSize(12);
    }

    @Test
    void aFloodWithoutLineFeedsIsWrittenThrough() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                head -c 50000000 /dev/zero
                head -c 50000000 /dev/zero >&2
                echo
                echo '{"auc": 0.5}'
                """);
        assertThat(trial.completed().bestEpoch()).isEqualTo(1);
        assertThat(trial.folder().resolve("stdout.log")).hasSize(50_000_001);
        assertThat(trial.folder().resolve("stderr.log")).hasSize(50_000_000);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNotTheTrialsFault() throws IOException {
        Files.createDirectories(home.resolve("outputs"));
        Files.writeString(home.resolve("outputs/test"), "a file");
        assertThatThrownBy(() -> OneTrial.of(home, "true").run())
                .isInstanceOf(UnwritableException.class)
                .hasMessageContaining("outputs/test/trial-0003/parameters.json cannot be written: ");
    }

    @Test
    void logsOfAllAttemptsAreKept() throws Exception {
        OneTrial.shell(home, "echo first; echo wrong >&2; exit 1").failed();
        OneTrial second = OneTrial.shell(home, "echo second; echo '{\"auc\": 0.5}'");
        second.completed();
        assertThat(second.text("stdout.log")).isEqualTo("first\nsecond\n");
        assertThat(second.text("stderr.log")).isEqualTo("wrong\n");
    }
}
