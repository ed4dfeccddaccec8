package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text around the numbers of an epoch, and messages on lines that seem to contain the objective.
class PrintedLinesTest {
    private static final String[] BEFORE = {
        "",
        " \t",
        "\ufeff",
        "INFO:root:",
        "2026-01-02 03:04:05,678 [INFO] {main} ",
        "\u001b[2K\u001b[32m",
        " 50%|#####     | 5/10 [00:01<00:01]\r",
        "\r100%\r",
        "\u001b]0;title\u0007",
        "step {'lr': 0.1} ",
        "\"\"'it's ",
    };
    private static final String[] AFTER = {"", " ", "\u001b[0m", "\u001b[K", " <- best so far"};
    private static final String[] ENDS = {"\n", "\r\n", "\r", "\n\n"};

    @TempDir
    Path home;

    private static String decorated(EpochReport epoch, Random random) {
        boolean nested = random.nextBoolean();
        String quote = random.nextBoolean() ? "\"" : "";
        String auc = quote + epoch.metrics().get(OneTrial.AUC) + quote;
        String colour = random.nextInt(4) == 0 ? "\u001b[34m" : "";
        String ids = random.nextInt(20) == 0 ? ", \"ids\": \"" + "x{".repeat(700_000) + "\"" : "";
        String object = "{\"epoch\": " + epoch.epoch() + colour + ", "
                + (nested ? "\"val\": {\"auc\": " + auc + "}" : "\"val.auc\": " + auc) + ", \"train.loss\": "
                + colour + (epoch.metrics().get(Metric.of("train.loss")).isNaN() ? "NaN" : "Infinity") + ids + "}";
        return pick(BEFORE, random) + object + pick(AFTER, random) + pick(ENDS, random);
    }

    private static String pick(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }

    private static List<EpochReport> epochs(Random random) {
        List<EpochReport> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= 12; epoch++) {
            double loss = random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
            epochs.add(new EpochReport(
                    epoch, 0, 0, 0, Map.of(OneTrial.AUC, random.nextDouble(), Metric.of("train.loss"), loss)));
        }
        return epochs;
    }

    /// The epochs that a trial reads from these bytes, which arrive in chunks of random length.
    private static List<PrintedEpoch> taken(byte[] printed, Random random) {
        ObjectiveMatcher objective = new ObjectiveMatcher(OneTrial.AUC);
        ReportedEpochs course = new ReportedEpochs(OneTrial.AUC, Goal.MAXIMIZE);
        List<PrintedEpoch> taken = new ArrayList<>();
        LineSplitter lines = new LineSplitter(new LineSplitter.Sink() {
            @Override
            public void whole(byte[] line) {
                PrintedLine read = PrintedLine.of(line, objective);
                read.epoch()
                        .filter(epoch -> course.isEpoch(epoch, read.alone()))
                        .ifPresent(epoch -> {
                            taken.add(epoch);
                            try {
                                course.add(epoch, 1);
                            } catch (ProgramFailure e) {
                                throw new AssertionError(e);
                            }
                        });
            }

            @Override
            public void first(byte[] part) {}

            @Override
            public void piece(byte[] part) {}
        });
        for (int at = 0; at < printed.length; ) {
            int most = random.nextInt(8) == 0 ? 1 << 16 : 40;
            int count = Math.min(printed.length - at, 1 + random.nextInt(most));
            byte[] chunk = Arrays.copyOfRange(printed, at, at + count);
            lines.add(chunk, count);
            at += count;
        }
        lines.end();
        return taken;
    }

    @Test
    void epochsAreTheSameHoweverTheyAreDecoratedAndCut() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<EpochReport> epochs = epochs(random);
            StringBuilder printed = new StringBuilder();
            epochs.forEach(epoch -> printed.append(decorated(epoch, random)));
            List<PrintedEpoch> taken = taken(printed.toString().getBytes(StandardCharsets.UTF_8), random);
            assertThat(taken).as("seed %d", seed).hasSameSizeAs(epochs);
            for (int i = 0; i < epochs.size(); i++) {
                assertThat(taken.get(i).metrics())
                        .as("seed %d", seed)
                        .containsAllEntriesOf(epochs.get(i).metrics());
                assertThat(taken.get(i).epoch())
                        .as("seed %d", seed)
                        .hasValue(epochs.get(i).epoch());
            }
        }
    }

    @Test
    void aProgressBarLosesNothing() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                for e in 1 2 3; do
                  printf '\\r 50%%'; printf '\\r100%%\\r'
                  printf '{"epoch": %d, "val.auc": 0.%d}\\r\\n' $e $e
                done
                printf 'INFO:root:{"epoch": 4, "auc": "0.4"}\\n'
                """);
        Outcome.Completed outcome = trial.completed();
        assertThat(trial.epochs()).containsExactly(1, 2, 3, 4);
        assertThat(outcome.bestEpoch()).isEqualTo(4);
        assertThat(trial.notTaken()).isEmpty();
        assertThat(trial.text("stdout.log"))
                .isEqualTo("\r 50%\r100%\r".repeat(3) + "INFO:root:{\"epoch\": 4, \"auc\": \"0.4\"}\n");
    }

    @Test
    void whatIsToldToPeopleToo() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                echo 'resume {"epoch": 1}'; echo 'val.auc 0.5'
                echo 'INFO {"epoch": 1, "train.loss": 0.9}'; echo 'INFO {"epoch": 1, "val.auc": 0.5}'
                echo '{"epoch": 1, "val.auc": 0.5}'
                echo 'val.auc 0.7'
                echo '{"epoch": 2, "val.auc": 0.7}'
                echo '{"epoch": 3, "val.auc": 0.6}'
                echo 'best: {"epoch": 2, "val.auc": 0.7}'; echo 'final: {"val.auc": 0.7}'
                """);
        assertThat(trial.completed().bestEpoch()).isEqualTo(2);
        assertThat(trial.epochs()).containsExactly(1, 2, 3);
        assertThat(trial.notTaken()).isEmpty();
    }

    @Test
    void aLineThatComesNearIsToldAtOnceAndAtTheEnd() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                echo starting; printf 'bar\\rbar\\n'
                echo '{"epoch": 1, "val.auc": np.float64(0.7)}'
                echo '{"epoch": 2, "train.loss": 0.1}'
                echo '{"epoch": 3, "val.auc": null}'
                """);
        Outcome.Failed failed = trial.failed();
        String told =
                "line 3 of outputs/test/trial-0003/stdout.log does not count, because val.auc is not a number but the text"
                        + " \"np.float64(0.7)\": {\"epoch\": 1, \"val.auc\": np.float64(0.7)}";
        assertThat(trial.notTaken()).containsExactly(told);
        assertThat(trial.events()).startsWith("not taken");
        assertThat(failed.reason()).isEqualTo(StopReason.ERROR);
        assertThat(failed.error()).isEqualTo("printed no val.auc; " + told);
        assertThat(trial.text("stdout.log").split("\n", -1)[2]).startsWith("{\"epoch\": 1");
    }

    @Test
    void reasonsAreNamed() throws Exception {
        assertThat(near("echo '{\"val_auc\": 0.7}'")).contains("the objective is val.auc, and the line has val_auc");
        assertThat(near("echo '{\"metrics\": {\"val\": {\"auc\": 0.7}}}'")).contains("the line has metrics.val.auc");
        assertThat(near("echo '{\"val.auc\": [0.7]}'")).contains("val.auc is not a number but a list");
        assertThat(near("echo '{\"epoch\": 1, \"val.auc\": 0.7'")).contains("its JSON object is not closed");
        assertThat(near("echo '{\"epoch\": 1, \"val.auc\": 0.7 0.8}'")).contains("its object is not JSON at val.auc");
        assertThat(near("echo 'epoch 1 auc=0.7'")).contains("it is not a JSON object: epoch 1 auc=0.7");
        assertThat(near("echo 'epoch 1 validation AUC: .7'")).contains("it is not a JSON object");
        assertThat(near("printf '{\"val.auc\": 0.7, \"ids\": \"'; head -c 20000000 /dev/zero | tr '\\0' x; echo '\"}'"))
                .contains("it is longer than 16 MiB: {\"val.auc\": 0.7");
    }

    private String near(String lines) throws InterruptedException {
        return OneTrial.shell(home, lines).failed().error();
    }

    @Test
    void aSecondLineOfWordsWithoutAnEpochIsTold() throws Exception {
        OneTrial trial = OneTrial.shell(home, "echo 'auc: 0.7'; echo 'auc: 0.8'; echo 'auc: 0.9'");
        trial.failed();
        assertThat(trial.notTaken()).hasSize(1);
    }

    @Test
    void aBrokenObjectIsNotReadFromTheInside() throws Exception {
        assertThat(near("echo '{\"train\": {\"auc\": 0.9}, \"val\": {\"auc\": 0.7}'"))
                .contains("its JSON object is not closed");
    }
}
