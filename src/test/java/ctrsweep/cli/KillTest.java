package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Launches in processes of their own, ended in the middle: what was said is kept, and the next launch goes
/// on.
class KillTest {
    private static final int POINTS = 10;
    private static final int ROWS = 12_000;
    private static final int KILLS = 4;
    private static final int SIGINT = 2;

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));
    private Path spec = Path.of("");

    @BeforeEach
    void sweep() throws Exception {
        sweep = SmallSweep.in(Files.createDirectory(folder.resolve("interrupted")));
        spec = sweep.spec(ROWS, "{metric: val.auc}", SmallSweep.TEN_POINTS);
    }

    @Test
    void killedAtAnyMomentASweepLosesNothingAndIsFinishedByLaunchingAgain() throws Exception {
        SplittableRandom random = new SplittableRandom(17);
        Witness witness = new Witness(sweep);
        for (int kill = 0; kill < KILLS; kill++) {
            witness.heard(saidBeforeKill(1 + random.nextInt(4), random.nextInt(50)));
        }
        assertThat(witness.epochsTold()).isGreaterThanOrEqualTo(KILLS);

        Cli last = sweep.launch(spec, "--workers", "2");
        assertThat(last.code()).as(last.err()).isZero();
        witness.assertFinished(POINTS, undisturbed());
        assertThat(Stream.concat(witness.said().stream(), last.err().lines()))
                .anyMatch(line -> line.matches("trial \\d goes on after epoch [1-4]"));
        assertThat(witness.hasResumed()).isTrue();
    }

    @Test
    void interruptedItGivesItsTrialsBack() throws Exception {
        try (Child child = launch()) {
            assertThat(child.says(2, Witness::isEpoch)).isTrue();
            assertThat(interrupted(child)).isTrue();
            assertThat(child.lines().getLast()).endsWith("interrupted: launch again to go on");
        }
        assertThat(sweep.ask("SELECT count(*) FROM trial WHERE state = 'running'"))
                .containsExactly(List.of("0"));
        assertThat(sweep.ask("SELECT DISTINCT owner, lease FROM trial WHERE state = 'waiting'"))
                .containsExactly(List.of("null", "null"));

        Cli last = sweep.launch(spec, "--workers", "2");
        assertThat(last.code()).as(last.err()).isZero();
        new Witness(sweep).assertFinished(POINTS, undisturbed());
    }

    /// A shell starts its background jobs with SIGINT ignored, and Java leaves it at that; a polite kill then
    /// has the part of Ctrl-C.
    ///
    /// @return whether the process ended with the code that shells give to such an end: 128 and the signal
    private static boolean interrupted(Child child) throws Exception {
        if (child.ignores(SIGINT)) {
            System.out.println("SIGINT is ignored here: tested with SIGTERM instead");
            child.signal("TERM");
            return child.exitCode() == 143;
        }
        child.signal("INT");
        return child.exitCode() == 130;
    }

    private Child launch() throws Exception {
        return Child.start(
                sweep.folder(),
                "launch",
                spec.toString(),
                "--db",
                sweep.database().toString(),
                "--workers",
                "2");
    }

    private List<String> saidBeforeKill(int epochs, int moreMillis) throws Exception {
        try (Child child = launch()) {
            assertThat(child.says(epochs, Witness::isEpoch)).isTrue();
            Thread.sleep(moreMillis);
            return child.kill();
        }
    }

    private String undisturbed() throws Exception {
        SmallSweep other = SmallSweep.in(Files.createDirectory(folder.resolve("undisturbed")));
        other.launch(other.spec(ROWS, "{metric: val.auc}", SmallSweep.TEN_POINTS), "--workers", "2");
        return other.leaderboard();
    }
}
