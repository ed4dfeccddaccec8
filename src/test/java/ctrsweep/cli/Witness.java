package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.cli.text.Phrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds a sweep's database to what the sweep's processes said before they were killed.
///
/// It looks at a copy: the next launch finds the files as the killed process left them.
final class Witness {
    private static final Pattern EPOCH = Pattern.compile(".* trial (\\d+) epoch (\\d+)/\\d+ val\\.auc (\\S+) .*");
    private static final List<String> PARTS = List.of("", "-wal", "-journal");

    private final SmallSweep sweep;
    private final Set<Told> told = new HashSet<>();
    private final Set<List<String>> ended = new HashSet<>();
    private final List<String> said = new ArrayList<>();

    Witness(SmallSweep sweep) {
        this.sweep = sweep;
    }

    /// An epoch that a process told of.
    private record Told(String trial, String attempt, String epoch, String auc) {}

    static boolean isEpoch(String line) {
        return EPOCH.matcher(line).matches();
    }

    /// Takes down what a process said, and asserts that all that was ever said still holds.
    ///
    /// @return what the process left
    SmallSweep heard(List<String> lines) throws IOException {
        SmallSweep left = copy();
        said.add("--- killed");
        said.addAll(lines);
        for (String line : lines) {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                told.add(told(left, epoch));
            }
        }
        if (Files.exists(left.database())) {
            assertSound(left);
        }
        if (hasTrials(left)) {
            assertKept(left);
            ended.addAll(ended(left));
        }
        return left;
    }

    int epochsTold() {
        return told.size();
    }

    List<String> said() {
        return List.copyOf(said);
    }

    /// After a launch that came to its end: every point once, nothing lost, nothing trained twice, and the
    /// leaderboard of a sweep that was left in peace.
    void assertFinished(int points, String undisturbed) {
        assertKept(sweep);
        assertSound(sweep);
        assertThat(epochsTrainedTwice())
                .as("no epoch that was committed is trained again")
                .isZero();
        assertThat(sweep.ask("SELECT count(*), count(DISTINCT config_hash), count(DISTINCT number) FROM trial"))
                .containsExactly(List.of("" + points, "" + points, "" + points));
        assertThat(sweep.ask("SELECT DISTINCT state FROM trial")).containsExactly(List.of("completed"));
        assertThat(sweep.ask("""
                SELECT count(*) FROM trial
                 WHERE (SELECT count(*) FROM epoch WHERE trial_id = id AND epoch.attempt = trial.attempt) <> epochs""")).containsExactly(List.of("0"));
        assertThat(sweep.leaderboard()).isEqualTo(undisturbed);
    }

    /// An epoch that is trained again does not take the same time, to the nanosecond.
    private int epochsTrainedTwice() {
        return sweep.ask("SELECT count(DISTINCT seconds) - 1 FROM epoch GROUP BY trial_id, epoch").stream()
                .mapToInt(row -> Integer.parseInt(row.getFirst()))
                .sum();
    }

    /// Whether a later attempt has taken over epochs of an earlier one.
    boolean hasResumed() {
        return !sweep.ask("SELECT 1 FROM epoch GROUP BY trial_id, epoch HAVING count(*) > 1")
                .isEmpty();
    }

    private SmallSweep copy() throws IOException {
        Path folder = Files.createDirectories(sweep.folder().resolve("copy"));
        Path copy = folder.resolve(sweep.database().getFileName());
        for (String part : PARTS) {
            Path from = Path.of(sweep.database() + part);
            Path to = Path.of(copy + part);
            Files.deleteIfExists(to);
            if (Files.exists(from)) {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(Path.of(copy + "-shm"));
        return new SmallSweep(sweep.folder(), copy);
    }

    private static void assertSound(SmallSweep sweep) {
        assertThat(sweep.ask("PRAGMA integrity_check")).containsExactly(List.of("ok"));
        assertThat(sweep.ask("PRAGMA foreign_key_check")).isEmpty();
    }

    private void assertKept(SmallSweep sweep) {
        assertThat(epochs(sweep)).as(String.join("\n", said)).containsAll(told);
        assertThat(ended(sweep)).containsAll(ended);
    }

    private static boolean hasTrials(SmallSweep sweep) {
        return Files.exists(sweep.database())
                && !sweep.ask("SELECT 1 FROM sqlite_schema WHERE name = 'trial'")
                        .isEmpty();
    }

    /// A process claims a trial at most once, so the attempt that it told of is the latest.
    private static Told told(SmallSweep sweep, Matcher epoch) {
        String trial = epoch.group(1);
        String attempt = sweep.ask("SELECT attempt FROM trial WHERE number = " + trial)
                .getFirst()
                .getFirst();
        return new Told(trial, attempt, epoch.group(2), epoch.group(3));
    }

    /// What the database has, of all attempts.
    private static List<Told> epochs(SmallSweep sweep) {
        return sweep.ask("""
                        SELECT number, e.attempt, e.epoch, value
                          FROM trial JOIN epoch AS e ON e.trial_id = trial.id
                          JOIN epoch_metric AS m
                            ON m.trial_id = trial.id AND m.attempt = e.attempt AND m.epoch = e.epoch
                         WHERE split = 'val' AND name = 'auc'""").stream()
                .map(row ->
                        new Told(row.get(0), row.get(1), row.get(2), Phrases.metric(Double.parseDouble(row.get(3)))))
                .toList();
    }

    /// Trials that have ended, with everything that running them again would change.
    private static List<List<String>> ended(SmallSweep sweep) {
        return sweep.ask("SELECT number, attempt, ended_at, best_value FROM trial WHERE ended_at IS NOT NULL");
    }
}
