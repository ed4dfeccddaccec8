package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.LineFormat;
import ctrsweep.config.MetricPattern;
import ctrsweep.config.MetricSources;
import ctrsweep.config.Program;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Results in other forms than lines of JSON.
class MetricsReaderTest {
    @TempDir
    Path home;

    private static MetricSources lines(LineFormat... formats) {
        return new MetricSources(Set.of(formats), List.of(), Optional.empty(), Optional.empty(), false, 1);
    }

    private static MetricSources file(String name) {
        return new MetricSources(Set.of(), List.of(), Optional.of(name), Optional.empty(), false, 1);
    }

    private static MetricSources pattern(String expression) {
        return new MetricSources(
                Set.of(), List.of(MetricPattern.of("auc", expression)), Optional.empty(), Optional.empty(), false, 1);
    }

    private OneTrial trial(MetricSources sources, String lines) {
        return OneTrial.of(
                home,
                Program.of(List.of("sh", "-c", lines.replace("{", "{{").replace("}", "}}")))
                        .reading(sources));
    }

    private static List<Double> aucs(OneTrial trial) {
        return trial.reports().stream()
                .map(epoch -> epoch.metrics().getOrDefault(OneTrial.AUC, Double.NaN))
                .toList();
    }

    @Test
    void aTrialIsPrunedASecondAfterItsObjective() throws Exception {
        OneTrial trial = trial(lines(LineFormat.KEY_VALUE), "echo 'epoch 1 auc=0.5'; echo 'loss=0.4'; sleep 60")
                .judgedBy(_ -> EpochDecision.PRUNE);
        assertThat(trial.run()).isInstanceOf(Outcome.Pruned.class);
        assertThat(trial.reports().getFirst().metrics())
                .isEqualTo(Map.of(OneTrial.AUC, 0.5, Metric.of("val.loss"), 0.4));
    }

    @Test
    void linesWithoutANumberAreEpochs() throws Exception {
        OneTrial trial = trial(lines(LineFormat.KEY_VALUE), "echo 'auc=0.5'; echo 'loss=1 auc=0.6'; echo 'auc: 0.55'");
        assertThat(trial.completed().bestEpoch()).isEqualTo(2);
        assertThat(aucs(trial)).containsExactly(0.5, 0.6, 0.55);
    }

    @Test
    void theFirstTextThatIsNoNumberIsTold() {
        List<MetricPattern> patterns = List.of(
                MetricPattern.of("auc", "auc=(?P<auc>\\S+)"),
                MetricPattern.of("loss", "loss=(?P<loss>\\S+)"),
                MetricPattern.of("lr", "lr=(?P<lr>\\S+)"));
        MatchedPatterns matched = MatchedPatterns.in("auc=high loss=low lr=0.1", patterns, true);
        assertThat(matched.problem()).hasValue("the pattern for auc finds \"high\", which is not a number");
        assertThat(matched.observed().numbers()).isEqualTo(Map.of("lr", 0.1));
    }

    @Test
    void partsOfAnEpochBelongToIt() throws Exception {
        OneTrial trial = trial(lines(LineFormat.JSON), """
                echo "{'loss': 0.9, 'epoch': 0.5}"; echo "{'eval_auc': 0.6, 'auc': 0.6, 'epoch': 1.0}"
                echo "INFO {'loss': 0.8, 'epoch': 1.5}"; echo "{'auc': 0.7, 'epoch': 2.0}" >&2; echo "{'train_runtime': 3.5}"
                """);
        trial.completed();
        assertThat(trial.epochs()).containsExactly(1, 2);
        assertThat(trial.reports().getFirst().metrics()).containsEntry(Metric.of("val.loss"), 0.9);
    }

    /// A bar on standard error is ahead of standard output, which arrives late.
    @Test
    void streamsDoNotWaitForEachOther() throws Exception {
        OneTrial trial = trial(lines(LineFormat.KEY_VALUE), """
                echo 'Namespace(epoch=9)'; for e in 1 2 3; do printf "Epoch $e: loss=0.$e\\r" >&2; sleep 0.3; done
                for e in 1 2 3; do echo "epoch $e auc=0.6$e"; done; echo 'best epoch 2, auc=0.9'
                """);
        trial.completed();
        assertThat(aucs(trial)).containsExactly(0.61, 0.62, 0.63);
        assertThat(trial.reports().getLast().metrics()).containsEntry(Metric.of("val.loss"), 0.3);
    }

    @Test
    void epochsThatAreCountedFrom0NeedAKey() throws Exception {
        Outcome.Failed failed =
                trial(lines(LineFormat.KEY_VALUE), "echo 'epoch 0 auc=0.5'").failed();
        assertThat(failed.error())
                .isEqualTo(
                        "epoch 0: epochs are counted from 1; if the program counts from 0, write runner.metrics.first_epoch: 0");
    }

    /// Matching this expression by trying takes 2^40 steps.
    @Test
    void aPatternCannotRunForEver() throws Exception {
        OneTrial trial = trial(
                pattern("^(?:(?:a+)+)+b auc: (\\S+)"),
                "echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; echo 'aab auc: 0.7'");
        long begun = System.nanoTime();
        trial.completed();
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(10);
        assertThat(aucs(trial)).containsExactly(0.7);
    }

    @Test
    void problemsAreToldWithTheirPlace() throws Exception {
        assertThat(trial(pattern("auc (\\S+)"), "echo 'auc 0.7,'").failed().error())
                .isEqualTo("printed no val.auc; the pattern for auc finds \"0.7,\", which is not a number");
        assertThat(trial(pattern("auc (\\S+)"), "echo 'acc 0.7'").failed().error())
                .isEqualTo("printed no val.auc; nothing that it printed or wrote matches runner.metrics");
        assertThat(trial(lines(LineFormat.KEY_VALUE), "echo 'acc=0.7, loss: 1'")
                        .failed()
                        .error())
                .isEqualTo("printed no val.auc; nothing that it printed or wrote matches runner.metrics");
        assertThat(trial(lines(LineFormat.KEY_VALUE), "echo 'epoch 1 acc=0.7, loss: 1'")
                        .failed()
                        .error())
                .isEqualTo("printed no val.auc; it printed val.acc, val.loss");
        assertThat(trial(file("gone.csv"), "true").failed().error())
                .isEqualTo("printed no val.auc; " + home.resolve("gone.csv") + " was not written");
        assertThat(trial(file("bad.jsonl"), "echo '{\"epoch\": 1}' >bad.jsonl; echo auc >>bad.jsonl")
                        .failed()
                        .error())
                .isEqualTo("printed no val.auc; " + home.resolve("bad.jsonl") + " line 2 is not a JSON object");
        assertThat(trial(file("bad.json"), "printf '{\"auc\": 0.' >bad.json")
                        .failed()
                        .error())
                .isEqualTo("printed no val.auc; " + home.resolve("bad.json") + " is not a JSON object");
        Outcome.Failed nan =
                trial(lines(LineFormat.KEY_VALUE), "echo 'epoch 1 auc=nan'").failed();
        assertThat(nan.reason()).isEqualTo(StopReason.NAN);
    }

    @Test
    void rowsOfAnEarlierAttemptDoNotCount() throws Exception {
        Files.writeString(home.resolve("a.csv"), "epoch,auc\n1,0.9\n2,0.8\n");
        assertThat(trial(file("a.csv"), "true").failed().error()).endsWith("a.csv was not written");
        OneTrial appending = trial(file("a.csv"), "echo 1,0.5 >>a.csv; sleep 0.6; printf '2,0.6' >>a.csv");
        appending.completed();
        assertThat(aucs(appending)).containsExactly(0.5, 0.6);
        OneTrial anew = trial(file("a.csv"), "printf 'epoch,auc\\n1,0.4\\n' >a.csv");
        anew.completed();
        assertThat(aucs(anew)).containsExactly(0.4);
    }

    @Test
    void otherFilesAreRead() throws Exception {
        OneTrial tabs = trial(file("a.tsv"), "printf 'epoch\\tauc\\n1\\t0.4\\n2\\t\\n' >a.tsv");
        tabs.completed();
        assertThat(aucs(tabs)).containsExactly(0.4);
        OneTrial lines = trial(file("a.jsonl"), "printf '{\"auc\": 0.4}\\n{\"auc\": 0.5}\\n' >a.jsonl");
        lines.completed();
        assertThat(aucs(lines)).containsExactly(0.4, 0.5);
        OneTrial object =
                trial(file("a.json"), "printf '{\"auc\": 0.4,\\n \"test\": {\"auc\": 0.3}}' >a.json; sleep 0.6");
        object.completed();
        assertThat(aucs(object)).containsExactly(0.4);
    }

    @Test
    void allOutputStaysInTheLog() throws Exception {
        OneTrial trial = trial(lines(LineFormat.JSON), "echo '{\"epoch\": 1, \"auc\": 0.5}'; echo end");
        trial.completed();
        assertThat(trial.text("stdout.log")).isEqualTo("{\"epoch\": 1, \"auc\": 0.5}\nend\n");
    }
}
