package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.cli.text.Phrases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What can be asked of a real sweep: two learning rates, three seeds each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedSweepTest {
    private static final Pattern AUC = Pattern.compile(" auc +\\| (\\d\\.\\d+)");

    private Path folder = Path.of("");
    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeAll
    void aSweep(@TempDir Path folder) {
        this.folder = folder;
        sweep = SmallSweep.in(folder);
        Cli launched = sweep.launch(sweep.spec("""
                method: grid
                parameters:
                  training.lr: {values: [1.0e-5, 1.0e-2]}
                  seed: {values: [1, 2, 3]}
                """), "--workers", "2");
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(launched.out()).contains("std", " n ");
    }

    @Test
    void pointsAreRankedByTheirMeanWithSpreadAndNumber() {
        List<String> lines = sweep.leaderboard().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("rank,trial,state,val.auc,std,n,best_epoch,");
        assertThat(lines.get(1)).startsWith("1,3,completed,").contains(",0.01,").contains("\"[1, 2, 3]\"");
        assertThat(lines.get(2)).startsWith("2,0,completed,").contains(",0.00001,");
        String[] best = lines.get(1).split(",", -1);
        List<Double> values = sweep.ask("SELECT best_value FROM trial WHERE number >= 3").stream()
                .map(row -> Double.valueOf(row.getFirst()))
                .toList();
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        assertThat(Double.parseDouble(best[3])).isCloseTo(mean, within(1e-12));
        assertThat(Double.parseDouble(best[4])).isCloseTo(Math.sqrt(squares / 2), within(1e-12));
        assertThat(best[5]).isEqualTo("3");
    }

    @Test
    void theBestPointTellsItsSeedsAndWhatItIsToldApartFrom() {
        String page = sweep.run("best", "small").out();
        assertThat(page)
                .startsWith("small: the point of trials 3, 4, 5 is the best of 6 completed trials\n")
                .contains("(mean of 3 seeds, std 0.")
                .contains(" trial | seed | val.auc | test.auc | best_epoch | epochs | stop_reason\n")
                .contains("t-test paired by seed (5%)");
        assertThat(sweep.run("best", "small", "-n", "1", "--format", "json").out())
                .contains("\"n\":3", "\"rank\":1", "\"seed\":[1,2,3]");
    }

    /// What `best` says to run gives the same result again.
    @Test
    void itsConfigRunsAgain() throws Exception {
        String config = sweep.run("show", "small", "4", "--config").out();
        assertThat(config).contains("seed: 2\n", "  lr: 0.01\n", "  hidden_units: [8]\n");
        Path file = Files.writeString(folder.resolve("trial-4.yaml"), config);
        Cli trained = sweep.run("train", file.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        Matcher auc = AUC.matcher(trained.out());
        assertThat(auc.find()).as(trained.out()).isTrue();
        String recorded = sweep.ask("SELECT best_value FROM trial WHERE number = 4")
                .getFirst()
                .getFirst();
        assertThat(auc.group(1)).isEqualTo(Phrases.metric(Double.parseDouble(recorded)));
    }

    @Test
    void everyTrialHasAnIntervalAroundItsObjective() {
        assertThat(sweep.ask("""
                SELECT count(*) FROM trial JOIN trial_metric ON trial_id = id
                 WHERE split = 'val' AND trial_metric.name = 'auc' AND low < best_value AND best_value < high
                   AND high - low < 0.2""")).containsExactly(List.of("6"));
    }

    @Test
    void aConditionPicksTrialsWhichKeepTheirRanks() {
        Cli cli = sweep.run(
                "trials",
                "small",
                "--where",
                "params.training.lr < 0.001 and (seed = 2 or seed in (3)) and not val.auc > 1",
                "--columns",
                "trial,seed,params",
                "--format",
                "csv");
        assertThat(cli).isEqualTo(new Cli(0, """
                trial,seed,training.lr
                1,2,0.00001
                2,3,0.00001
                """, ""));
        assertThat(sweep.run("leaderboard", "small", "--where", "config.training.batch_size = 256", "-n", "1")
                        .out())
                .contains("    1 |     3 |");
    }

    @Test
    void aConditionThatNoTrialFitsGivesNothingAndSaysSo() {
        assertThat(sweep.run("trials", "small", "--where", "val.auc > 2", "--sort", "-test.auc", "--format", "json"))
                .isEqualTo(new Cli(0, "[]\n", "no trial of small fits --where\n"));
    }

    @Test
    void aConditionThatNamesNothingIsRefused() {
        Cli cli = sweep.run("trials", "small", "--where", "val.auk > 0.7");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("sweep: ")
                .contains("val.auk", "val.auc")
                .hasLineCount(1);
    }

    @Test
    void epochsInLongFormAreEveryMetricOfEveryEpoch() {
        Path csv = folder.resolve("epochs.csv");
        Cli cli = sweep.run("leaderboard", "small", "--epochs", "--csv", csv.toString());
        String count =
                sweep.ask("SELECT count(*) FROM learning_curve").getFirst().getFirst();
        assertThat(cli.err()).isEqualTo(count + " rows written to " + csv + "\n");
        assertThat(csv).content().startsWith("trial,epoch,lr,metric,value,seconds\n0,1,0.00001,train.loss,");
        assertThat(csv).content().hasLineCount(Integer.parseInt(count) + 1);
        assertThat(sweep.run("leaderboard", "small", "--epochs", "-n", "1").out())
                .startsWith(" trial | epoch |");
    }

    @Test
    void diffShowsOnlyWhatDiffersAndTheCurvesSideBySide() {
        String page = sweep.run("diff", "small", "0", "3").out();
        assertThat(page)
                .startsWith("small: trial 0 and trial 3\n\nsettings\n")
                .contains(" training.lr | 0.00001 |    0.01\n")
                .contains("their provenance is equal\n")
                .contains("val.auc after each epoch\n epoch | trial 0 | trial 3 | difference | best of");
        assertThat(page).doesNotContain("batch_size").doesNotContain("seed ");
    }

    @Test
    void tailTellsWhatHappenedAndEndsWhenNothingRuns() {
        Cli cli = sweep.run("tail", "small", "-n", "100");
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEqualTo("small: no trial is running; trials: 6 completed\n");
        assertThat(cli.out().lines())
                .hasSize(6 * 3 + 6)
                .allMatch(
                        line -> line.matches(
                                "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d trial \\d (epoch [1-3] val\\.auc|completed with val\\.auc) 0\\.\\d{4}"));
    }

    @Test
    void theDatabaseIsSoundIsBackedUpAndCompacted() {
        assertThat(sweep.run("db", "check").out()).isEqualTo(sweep.database() + " is sound\n");
        Path copy = folder.resolve("copy.db");
        assertThat(sweep.run("db", "backup", copy.toString()).out())
                .startsWith(sweep.database() + " copied to " + copy);
        assertThat(Sql.rows(copy, "SELECT count(*) FROM trial")).containsExactly(List.of("6"));
        Cli again = sweep.run("db", "backup", copy.toString());
        assertThat(again)
                .isEqualTo(new Cli(1, "", "sweep: " + copy + " exists already; remove it or name another file\n"));
        assertThat(sweep.run("db", "compact").code()).isZero();
        assertThat(sweep.run("db", "check").code()).isZero();
    }

    @Test
    void aDatabaseWhoseRowsDisagreeIsNotSound() {
        Path copy = folder.resolve("wrong.db");
        sweep.run("db", "backup", copy.toString());
        Sql.execute(copy, "UPDATE trial SET epochs = 4 WHERE number = 1");
        Sql.execute(copy, "UPDATE trial SET best_value = 0.99 WHERE number = 2");
        Cli cli = Cli.launch(copy, "db", "check");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .contains("trial 1 of sweep small counts 4 epochs, but its latest is 3")
                .contains("trial 2 of sweep small has another objective than its metrics say");
        Sql.execute(copy, "DELETE FROM epoch WHERE trial_id = 1 AND epoch = 3");
        assertThat(Cli.launch(copy, "db", "check").err()).contains("rows of measurement without their epoch");
    }
}
