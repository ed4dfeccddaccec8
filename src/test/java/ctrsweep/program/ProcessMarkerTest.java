package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that outlives its parents is found on systems where the environment of processes can be read.
class ProcessMarkerTest {
    private static final boolean TELLS = Files.isReadable(Path.of("/proc/self/environ"));

    @TempDir
    Path home;

    private Process sleeper(ProcessMarker mark) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "100");
        builder.environment().put(ProcessMarker.VARIABLE, mark.toString());
        return builder.start();
    }

    private OneTrial trial() {
        return OneTrial.shell(home, "echo '{\"auc\": 0.5}'");
    }

    private ProcessMarker mark() {
        return ProcessMarker.of(trial().folder().toAbsolutePath().normalize());
    }

    @Test
    void whatAKilledLaunchLeftBehindIsEndedByTheNextAttempt() throws Exception {
        ProcessMarker own = mark();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Process left = sleeper(new ProcessMarker(own.instance(), ended.pid(), 1, 1, own.folder()));
        Process reused =
                sleeper(new ProcessMarker(own.instance(), own.launcher(), own.begun() - 1000, 1, own.folder()));
        Process living = sleeper(own);
        Process elsewhere = sleeper(new ProcessMarker(own.instance(), ended.pid(), 1, 1, "another folder"));
        try {
            assertThat(trial().completed().reason()).isEqualTo(StopReason.LAST_EPOCH);
            assertThat(left.waitFor(TELLS ? 10 : 0, TimeUnit.SECONDS)).isEqualTo(TELLS);
            assertThat(reused.waitFor(TELLS ? 10 : 0, TimeUnit.SECONDS)).isEqualTo(TELLS);
            assertThat(living.isAlive()).isTrue();
            assertThat(elsewhere.isAlive()).isTrue();
        } finally {
            for (Process process : new Process[] {left, reused, living, elsewhere}) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aProcessThatIsStartedAtTheVeryEndIsEndedToo() throws Exception {
        OneTrial trial = OneTrial.shell(
                home, "(sleep 100 & echo $! > \"$CTRSWEEP_FOLDER/pid\") ; echo '{\"auc\": 0.5}'; exit 0");
        trial.completed();
        ProcessHandle.of(Long.parseLong(trial.text("pid").strip())).ifPresent(orphan -> {
            boolean alive = orphan.isAlive() && !isZombie(orphan);
            orphan.destroyForcibly();
            assertThat(alive).isEqualTo(!TELLS);
        });
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z");
        } catch (IOException _) {
            return false;
        }
    }
}
