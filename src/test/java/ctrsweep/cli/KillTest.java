package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Launches in processes of their own, ended in the middle: what was said is kept, and the next launch goes
/// on.
class KillTest {
    private static final String SPEC = """
            overrides: {training.num_epochs: 4}
            method: grid
            parameters:
              training.lr: {values: [1.0e-3, 2.0e-3, 4.0e-3, 1.0e-2, 2.0e-2]}
              dnn.hidden_units: {values: [[8], [16, 8]]}
              dnn.dropout: 0.1
            """;

    private static final int POINTS = 10;
    private static final int ROWS = 12_000;
    private static final int KILLS = 4;
    private static final int SIGINT = 2;
    private static final Pattern EPOCH = Pattern.compile(".* trial (\\d+) epoch (\\d+)/4 val\\.auc (\\S+) .*");

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));
    private Path spec = Path.of("");

    @BeforeEach
    void sweep() throws Exception {
        sweep = SmallSweep.in(Files.createDirectory(folder.resolve("interrupted")));
        spec = sweep.spec(ROWS, "{metric: val.auc}", SPEC);
    }

    /// An epoch that a process told of.
    private record Told(String trial, String attempt, String epoch, String auc) {}

    @Test
    void killedAtAnyMomentASweepLosesNothingAndIsFinishedByLaunchingAgain() throws Exception {
        SplittableRandom random = new SplittableRandom(17);
        Set<Told> told = new HashSet<>();
        Set<List<String>> ended = new HashSet<>();
        List<String> said = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> lines = saidBeforeKill(1 + random.nextInt(4), random.nextInt(50));
            said.add("--- kill " + kill);
            said.addAll(lines);
            Set<Told> now = told(lines);
            said.add("told: " + now);
            told.addAll(now);
            assertThat(epochs()).as(String.join("\n", said)).containsAll(told);
            ended.addAll(ended());
            assertThat(ended()).containsAll(ended);
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(KILLS);

        Cli last = sweep.launch(spec, "--workers", "2");
        assertThat(last.code()).as(last.err()).isZero();
        assertThat(epochs()).containsAll(told);
        assertThat(ended()).containsAll(ended);
        assertFinished();
        said.addAll(last.err().lines().toList());
        assertThat(said).anyMatch(line -> line.matches("trial \\d goes on after epoch [1-4]"));
        assertThat(timesOfEpochsWithSeveralAttempts()).isNotEmpty();
    }

    @Test
    void interruptedItGivesItsTrialsBack() throws Exception {
        try (Child child = launch()) {
            assertThat(child.says(2, this::isEpoch)).isTrue();
            assertThat(interrupted(child)).isTrue();
            assertThat(child.lines().getLast()).endsWith("interrupted: launch again to go on");
        }
        assertThat(sweep.ask("SELECT count(*) FROM trial WHERE state = 'running'"))
                .containsExactly(List.of("0"));
        assertThat(sweep.ask("SELECT DISTINCT owner, lease FROM trial WHERE state = 'waiting'"))
                .containsExactly(List.of("null", "null"));

        Cli last = sweep.launch(spec, "--workers", "2");
        assertThat(last.code()).as(last.err()).isZero();
        assertFinished();
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
            assertThat(child.says(epochs, this::isEpoch)).isTrue();
            Thread.sleep(moreMillis);
            return child.kill();
        }
    }

    private boolean isEpoch(String line) {
        return EPOCH.matcher(line).matches();
    }

    /// A process claims a trial at most once, so the attempt that it told of is the latest.
    private Set<Told> told(List<String> lines) {
        Set<Told> told = new HashSet<>();
        for (String line : lines) {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                String trial = epoch.group(1);
                String attempt = sweep.ask("SELECT attempt FROM trial WHERE number = " + trial)
                        .getFirst()
                        .getFirst();
                told.add(new Told(trial, attempt, epoch.group(2), epoch.group(3)));
            }
        }
        return told;
    }

    /// What the database has, of all attempts.
    private List<Told> epochs() {
        return sweep.ask("""
                        SELECT number, e.attempt, epoch, value
                          FROM trial JOIN epoch AS e ON e.trial_id = trial.id
                          JOIN epoch_metric USING (trial_id, attempt, epoch)
                         WHERE split = 'val' AND name = 'auc'""").stream()
                .map(row -> new Told(row.get(0), row.get(1), row.get(2), Words.metric(Double.parseDouble(row.get(3)))))
                .toList();
    }

    /// Trials that have ended, with everything that running them again would change.
    private List<List<String>> ended() {
        return sweep.ask("SELECT number, attempt, ended_at, best_value FROM trial WHERE ended_at IS NOT NULL");
    }

    /// An epoch that is trained again does not take the same time, to the nanosecond.
    private List<List<String>> timesOfEpochsWithSeveralAttempts() {
        return sweep.ask("""
                SELECT count(DISTINCT seconds) FROM epoch GROUP BY trial_id, epoch HAVING count(*) > 1""");
    }

    private void assertFinished() throws Exception {
        assertThat(timesOfEpochsWithSeveralAttempts())
                .as("no epoch that was committed is trained again")
                .allMatch(List.of("1")::equals);
        assertThat(sweep.ask("SELECT count(*), count(DISTINCT config_hash), count(DISTINCT number) FROM trial"))
                .containsExactly(List.of("" + POINTS, "" + POINTS, "" + POINTS));
        assertThat(sweep.ask("SELECT DISTINCT state FROM trial")).containsExactly(List.of("completed"));
        assertThat(sweep.ask("""
                SELECT count(*) FROM trial
                 WHERE (SELECT count(*) FROM epoch WHERE trial_id = id AND epoch.attempt = trial.attempt) <> epochs""")).containsExactly(List.of("0"));
        assertThat(sweep.ask("PRAGMA integrity_check")).containsExactly(List.of("ok"));
        assertThat(sweep.ask("PRAGMA foreign_key_check")).isEmpty();
        assertThat(sweep.leaderboard()).isEqualTo(undisturbed());
    }

    private String undisturbed() throws Exception {
        SmallSweep other = SmallSweep.in(Files.createDirectory(folder.resolve("undisturbed")));
        other.launch(other.spec(ROWS, "{metric: val.auc}", SPEC), "--workers", "2");
        return other.leaderboard();
    }
}
