package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// However a program ends, it leaves neither a process nor a thread.
@Timeout(60)
class ProgramEndingTest {
    /// A sleeping child and grandchild, whose process numbers are in `$CTRSWEEP_FOLDER/pids`.
    private static final String FAMILY = """
            sh -c 'sleep 100 & echo $! >> "$CTRSWEEP_FOLDER/pids"; echo $$ >> "$CTRSWEEP_FOLDER/pids"; wait' &
            echo $$ >> "$CTRSWEEP_FOLDER/pids"
            while [ "$(wc -l < "$CTRSWEEP_FOLDER/pids")" -lt 3 ]; do sleep 0.01; done
            """;

    @TempDir
    Path home;

    private Set<Thread> before;

    @BeforeEach
    void seeThreads() {
        before = ours();
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(ours()).isSubsetOf(before);
    }

    /// The JVM keeps idle threads that wait for processes for a minute.
    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("process reaper"))
                .filter(thread -> !thread.getName().startsWith("junit"))
                .collect(Collectors.toSet());
    }

    private static void assertGone(OneTrial trial) throws IOException {
        List<String> pids = Files.readAllLines(trial.folder().resolve("pids"));
        assertThat(pids).isNotEmpty();
        List<String> alive = new ArrayList<>();
        for (String pid : pids) {
            if (isAlive(Long.parseLong(pid))) {
                alive.add(pid);
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        assertThat(alive).isEmpty();
    }

    private static boolean isAlive(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/stat");
        boolean zombie = Files.exists(status)
                && Files.readString(status, StandardCharsets.ISO_8859_1).contains(") Z");
        return !zombie && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void pruningEndsChildrenAndGrandchildren() throws Exception {
        OneTrial trial = OneTrial.shell(home, FAMILY + """
                echo '{"auc": 0.6}'; echo '{"auc": 0.5}'; echo '{"auc": 0.7}'; wait; sleep 100
                """)
                .judgedBy(epoch -> epoch.epoch() < 2 ? EpochDecision.GO_ON : EpochDecision.PRUNE);
        Outcome.Pruned pruned = (Outcome.Pruned) trial.run();
        assertThat(pruned.epochs()).isEqualTo(2);
        assertThat(pruned.bestEpoch()).isEqualTo(1);
        assertThat(pruned.metrics()).containsEntry(OneTrial.AUC, 0.6);
        assertThat(pruned.provenance()).containsEntry("command", "sh").doesNotContainKey("exit");
        assertThat(trial.epochs()).containsExactly(1, 2);
        assertGone(trial);
    }

    @Test
    void aProgramIsAskedToEndAndMayTidyUp() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                trap 'sleep 0.3; echo tidied > "$CTRSWEEP_FOLDER/tidied"; echo bye; exit 0' TERM
                echo '{"auc": 0.5}'; while true; do sleep 0.05; done
                """).judgedBy(_ -> EpochDecision.PRUNE);
        assertThat(trial.run()).isInstanceOf(Outcome.Pruned.class);
        assertThat(trial.text("tidied")).isEqualTo("tidied\n");
        assertThat(trial.text("stdout.log")).isEqualTo("bye\n");
    }

    @Test
    void aProgramThatWillNotEndIsKilledAfterFiveSeconds() throws Exception {
        long begun = System.nanoTime();
        OneTrial trial = OneTrial.shell(home, """
                trap '' TERM
                echo $$ > "$CTRSWEEP_FOLDER/pids"
                echo '{"auc": 0.5}'; while true; do sleep 0.1; done
                """).judgedBy(_ -> EpochDecision.PRUNE);
        assertThat(trial.run()).isInstanceOf(Outcome.Pruned.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(5));
        assertGone(trial);
    }

    @Test
    void aProgramThatPrintsWithoutEndIsEndedToo() throws Exception {
        OneTrial trial = OneTrial.shell(home, """
                trap '' PIPE
                echo $$ > "$CTRSWEEP_FOLDER/pids"
                echo '{"auc": 0.5}'; yes
                """).judgedBy(_ -> EpochDecision.PRUNE);
        assertThat(trial.run()).isInstanceOf(Outcome.Pruned.class);
        assertGone(trial);
    }

    @Test
    void timeOutKeepsTheBestSoFar() throws Exception {
        OneTrial trial = OneTrial.shell(home, FAMILY + "echo '{\"auc\": 0.6}'; echo '{\"auc\": 0.5}'; wait")
                .judgedBy(epoch -> epoch.epoch() < 2 ? EpochDecision.GO_ON : EpochDecision.TIME_OUT);
        Outcome.Completed completed = trial.completed();
        assertThat(completed.reason()).isEqualTo(StopReason.TIMEOUT);
        assertThat(completed.epochs()).isEqualTo(2);
        assertThat(completed.bestEpoch()).isEqualTo(1);
        assertGone(trial);
    }

    @Test
    void aSilentProgramIsAskedAboutItsTimeTenTimesASecond() throws Exception {
        OneTrial trial = OneTrial.shell(home, FAMILY + "echo '{\"auc\": 0.6}'; wait");
        long[] since = {Long.MAX_VALUE};
        trial.overdueWhen(() -> {
            if (trial.reports().isEmpty()) {
                return false;
            }
            since[0] = Math.min(since[0], System.nanoTime());
            return System.nanoTime() - since[0] > 500_000_000L;
        });
        Outcome.Completed completed = trial.completed();
        assertThat(completed.reason()).isEqualTo(StopReason.TIMEOUT);
        assertThat(completed.metrics()).containsEntry(OneTrial.AUC, 0.6);
        assertGone(trial);
    }

    @Test
    void withoutAnEpochTimeOutIsAFailure() throws Exception {
        OneTrial trial = OneTrial.shell(home, FAMILY + "wait").overdueWhen(() -> true);
        Files.createDirectories(trial.folder());
        Files.writeString(trial.folder().resolve("pids"), "");
        Outcome.Failed failed = trial.failed();
        assertThat(failed.reason()).isEqualTo(StopReason.TIMEOUT);
        assertThat(failed.error()).startsWith("timed out; it had printed no val.auc");
    }

    @Test
    void aTrialIsGivenBackWhenTheLaunchEnds() throws Exception {
        OneTrial trial =
                OneTrial.shell(home, FAMILY + "echo '{\"auc\": 0.6}'; wait").judgedBy(_ -> EpochDecision.GIVE_BACK);
        assertThatThrownBy(trial::run).isInstanceOf(InterruptedException.class).hasMessage("after epoch 1");
        assertGone(trial);
    }

    @Test
    void anInterruptEndsAllAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        OneTrial trial = OneTrial.shell(home, FAMILY + "trap '' TERM; echo '{\"auc\": 0.6}'; while :; do sleep 1; done")
                .judgedBy(_ -> {
                    begun.countDown();
                    return EpochDecision.GO_ON;
                });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                trial.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        begun.await();
        long at = System.nanoTime();
        worker.interrupt();
        worker.join();
        assertThat(Duration.ofNanos(System.nanoTime() - at)).isLessThan(Duration.ofSeconds(4));
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertGone(trial);
    }

    @Test
    void aListenerThatFailsLeavesNothingBehind() throws Exception {
        OneTrial trial = OneTrial.shell(home, FAMILY + "echo '{\"auc\": 0.6}'; wait")
                .judgedBy(_ -> {
                    throw new IllegalStateException("no such trial");
                });
        assertThatThrownBy(trial::run).hasMessage("no such trial");
        assertGone(trial);
    }

    @Test
    void whatAProgramLeavesRunningIsEndedWithIt() throws Exception {
        OneTrial trial = OneTrial.shell(home, FAMILY + "echo '{\"auc\": 0.6}'; sleep 1.5; exit 0");
        assertThat(trial.completed().reason()).isEqualTo(StopReason.LAST_EPOCH);
        assertGone(trial);
    }

    @Test
    void anInterruptShortensTheFiveSecondsAndTheOutcomeStands() throws Exception {
        Thread here = Thread.currentThread();
        OneTrial trial = OneTrial.shell(home, """
                trap '' TERM
                echo '{"auc": 0.5}'; while :; do sleep 0.1; done
                """).judgedBy(_ -> {
            here.interrupt();
            return EpochDecision.PRUNE;
        });
        long begun = System.nanoTime();
        assertThat(trial.run()).isInstanceOf(Outcome.Pruned.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }
}
