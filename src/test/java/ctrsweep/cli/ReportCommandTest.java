package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.cli.launch.SweepFolder;
import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportCommandTest {
    @TempDir
    Path folder;

    /// A real sweep whose trials stop early, are pruned, or run to their end.
    private SmallSweep launched() {
        SmallSweep sweep = SmallSweep.in(folder);
        Cli cli = sweep.launch(sweep.spec("""
                overrides: {training.num_epochs: 6}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-4, 1.0e-2, 1.0e-1]}
                  dnn.hidden_units: {values: [[8], [8, 4]]}
                early_stop: {patience: 1}
                pruner: {name: threshold, lower: 0.5, warmup: 1}
                """));
        assertThat(cli.code()).as(cli.err()).isZero();
        return sweep;
    }

    /// The figures of the page against what plain SQL says, trial by trial.
    @Test
    void bestAndSavedEpochsEqualWhatSqlSays() {
        SmallSweep sweep = launched();
        Report report = Report.write(sweep.database(), folder.resolve("page.html"), "small");
        List<List<String>> byRank = sweep.ask("""
                SELECT trial.number,
                       coalesce(trial.best_epoch,
                                (SELECT epoch FROM learning_curve AS curve
                                  WHERE curve.trial_id = trial.id AND split = 'val' AND name = 'auc'
                                  ORDER BY value DESC, epoch LIMIT 1)) AS best_epoch,
                       (SELECT max(value) FROM learning_curve AS curve
                         WHERE curve.trial_id = trial.id AND split = 'val' AND name = 'auc') AS best,
                       (SELECT value FROM learning_curve AS curve
                         WHERE curve.trial_id = trial.id AND split = 'val' AND name = 'auc'
                         ORDER BY epoch DESC LIMIT 1) AS last,
                       trial_config.config ->> '$.training.num_epochs' - trial.epochs AS not_run, trial.stop_reason,
                       (SELECT sum(CASE name WHEN 'logloss' THEN value ELSE -value END) FROM learning_curve AS curve
                         WHERE curve.trial_id = trial.id AND curve.epoch = trial.epochs
                           AND split || name IN ('vallogloss', 'trainloss')) AS gap
                  FROM trial JOIN trial_config ON trial_config.trial_id = trial.id
                  LEFT JOIN leaderboard ON leaderboard.trial_id = trial.id
                 ORDER BY coalesce(rank, 1000), trial.number""");
        assertThat(byRank).hasSize(6);
        assertThat(report.column("epochsTable", "trial")).isEqualTo(column(byRank, 0));
        assertThat(report.column("epochsTable", "best_epoch")).isEqualTo(column(byRank, 1));
        assertThat(numbers(report.column("epochsTable", "best val.auc"))).isEqualTo(numbers(column(byRank, 2)));
        assertThat(numbers(report.column("epochsTable", "last val.auc"))).isEqualTo(numbers(column(byRank, 3)));
        assertThat(report.column("epochsTable", "not_run")).isEqualTo(column(byRank, 4));
        assertThat(report.column("epochsTable", "stop_reason")).isEqualTo(column(byRank, 5));
        assertThat(numbers(report.column("epochsTable", "gap_at_last")))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .isEqualTo(numbers(column(byRank, 6)));
        int saved =
                column(sweep.ask("""
                SELECT sum(trial_config.config ->> '$.training.num_epochs' - trial.epochs)
                  FROM trial JOIN trial_config ON trial_config.trial_id = trial.id
                 WHERE trial.stop_reason = 'patience'"""), 0).stream().mapToInt(Integer::parseInt).sum();
        assertThat(saved).isPositive();
        assertThat(report.html())
                .containsPattern("Early stopping ended \\d+ trials? before the budget did and saved " + saved);
    }

    private static List<String> column(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    /// SQLite and Java write the same number with 17 digits or with fewer.
    private static List<Double> numbers(List<String> texts) {
        return texts.stream().map(Double::valueOf).toList();
    }

    @Test
    void writesBesideTheTrialsUnlessToldOtherwise() {
        SmallSweep sweep = recorded("small", "x", "y", Goal.MAXIMIZE);
        Path file = folder.resolve("outputs/small/report.html");
        assertThat(sweep.run("report", "small")).isEqualTo(new Cli(0, "", "written: " + file + "\n"));
        assertThat(file).content().startsWith("<!doctype html>").contains("<title>small</title>");
    }

    @Test
    void writesPicturesBesideThePageOrWhereItIsTold() throws IOException {
        SmallSweep sweep = recorded("small", "x", "y", Goal.MAXIMIZE);
        Path beside = folder.resolve("outputs/small");
        assertThat(sweep.run("report", "small", "--png").err())
                .isEqualTo("written: %1$s/report.html%nwritten: %1$s/curve.png%nwritten: %1$s/history.png%n"
                        .formatted(beside));
        assertThat(ImageIO.read(beside.resolve("curve.png").toFile()).getWidth())
                .isEqualTo(1440);
        assertThat(new SweepFolder(beside, folder).isOfASweep()).isTrue();

        Path elsewhere = folder.resolve("pictures");
        assertThat(sweep.run("report", "small", "--png", elsewhere.toString()).err())
                .endsWith("written: %s%n".formatted(elsewhere.resolve("history.png")));
        assertThat(elsewhere.resolve("curve.png"))
                .hasSameBinaryContentAs(Files.copy(beside.resolve("curve.png"), folder.resolve("same.png")));
    }

    @Test
    void severalSweepsHaveAFolderOfPicturesEach() {
        SmallSweep sweep = recorded("small", "x", "y", Goal.MAXIMIZE);
        recorded(sweep, "other", "x", "y", Goal.MAXIMIZE);
        Path page = folder.resolve("both.html");
        Cli cli = sweep.run("report", "small", "other", "--png", "--out", page.toString());
        assertThat(cli.err().lines())
                .containsExactly(
                        "written: " + page,
                        "written: " + folder.resolve("small/curve.png"),
                        "written: " + folder.resolve("small/history.png"),
                        "written: " + folder.resolve("other/curve.png"),
                        "written: " + folder.resolve("other/history.png"));
    }

    @Test
    void aPictureThatCannotBeWrittenLeavesNoPageEither() throws IOException {
        SmallSweep sweep = recorded("small", "x", "y", Goal.MAXIMIZE);
        Path inTheWay = Files.createDirectories(folder.resolve("outputs/small/history.png"));
        Cli cli = sweep.run("report", "small", "--png");
        assertThat(cli)
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: %s cannot be written: it is a folder or a device, not a file%n".formatted(inTheWay)));
        assertThat(folder.resolve("outputs/small")).isDirectoryContaining(inTheWay::equals);
        assertThat(sweep.files()).noneMatch(file -> file.endsWith(".html") || file.endsWith("curve.png"));
    }

    @Test
    void equalResultsGiveEqualBytes() throws IOException {
        SmallSweep sweep = recorded("small", "x", "y", Goal.MINIMIZE);
        Report one = Report.write(sweep.database(), folder.resolve("one.html"), "small");
        Report two = Report.write(sweep.database(), folder.resolve("two.html"), "small");
        assertThat(Files.mismatch(one.file(), two.file())).isEqualTo(-1);
    }

    @Test
    void saysWhatIsWrong() {
        SmallSweep sweep = recorded("small", "x", "y", Goal.MAXIMIZE);
        assertThat(sweep.run("report", "smal").err()).isEqualTo("sweep: no sweep smal; did you mean small?\n");
        assertThat(sweep.run("report", "small", "other").err())
                .isEqualTo("sweep: a page of several sweeps needs --out FILE\n");
        assertThat(sweep.run("report").code()).isEqualTo(2);
        assertThat(sweep.files()).noneMatch(file -> file.endsWith(".html"));
    }

    /// No completed trial, none at all: the page says so.
    @ParameterizedTest
    @EnumSource(Goal.class)
    void aSweepWithoutResultsHasAPage(Goal goal) {
        SmallSweep sweep = SmallSweep.in(folder);
        try (Database database = Database.openForWriting(sweep.database())) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep open = log.open(definition("empty", goal));
            assertThat(Report.write(sweep.database(), folder.resolve("none.html"), "empty")
                            .html())
                    .contains("No trial has completed with a finite <code>val.auc</code> yet.");
            RunningTrial running = Fixture.take(log, open, planned(0, "x"));
            log.recordEpoch(running, Fixture.epoch(1, Double.NaN));
        }
        Report report = Report.write(sweep.database(), folder.resolve("running.html"), "empty");
        assertThat(report.column("epochsTable", "state")).containsExactly("running");
        assertThat(report.column("epochsTable", "best_epoch")).containsExactly("none");
        assertThat(report.column("epochsTable", "last val.auc")).containsExactly("nan");
    }

    /// Wherever text from outside stands in the page, it is text.
    @Test
    void hostileTextStaysText() {
        String hostile = "</script><script>alert(1)</script>\"'<!-- <img src=x onerror=alert(2)> \u001b[31m \u202e 漢 é";
        SmallSweep sweep = recorded(hostile, hostile, hostile, Goal.MAXIMIZE);
        String html = Report.write(sweep.database(), folder.resolve("page.html"), hostile)
                .html();
        assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain("alert(1)</script>", "<img", "\u001b", "\u202e")
                .contains("漢 é");
        assertThat(Pattern.compile("<script").matcher(html).results().count())
                .as("scripts of a page of a harmless sweep")
                .isEqualTo(
                        Pattern.compile("<script").matcher(harmless()).results().count());
    }

    private String harmless() {
        Path database = folder.resolve("other").resolve("small.db");
        try {
            Files.createDirectories(database.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SmallSweep sweep = recorded(SmallSweep.in(database.getParent()), "small", "x", "y", Goal.MAXIMIZE);
        return Report.write(sweep.database(), folder.resolve("harmless.html"), "small")
                .html();
    }

    private SmallSweep recorded(String name, String value, String error, Goal goal) {
        return recorded(SmallSweep.in(folder), name, value, error, goal);
    }

    /// Two trials that completed, one that failed.
    private static SmallSweep recorded(SmallSweep sweep, String name, String value, String error, Goal goal) {
        try (Database database = Database.openForWriting(sweep.database())) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep open = log.open(definition(name, goal));
            for (int number = 0; number < 2; number++) {
                RunningTrial trial = Fixture.take(log, open, planned(number, value));
                for (int epoch = 1; epoch <= 3; epoch++) {
                    log.recordEpoch(trial, Fixture.epoch(epoch, 0.7 + 0.01 * epoch + 0.001 * number));
                }
                log.finish(trial, Fixture.completed(0.72 + 0.001 * number));
            }
            log.finish(
                    Fixture.take(log, open, planned(2, value)),
                    new Outcome.Failed(StopReason.ERROR, error, Map.of("host", value)));
        }
        return sweep;
    }

    private static SweepDefinition definition(String name, Goal goal) {
        return new SweepDefinition(
                name,
                "name: x",
                "a",
                "a",
                Fixture.VAL_AUC,
                goal,
                "grid",
                1,
                List.of("model_name"),
                1,
                Experiment.DEFAULTS);
    }

    private static PlannedTrial planned(long number, String value) {
        Assignment assignment = new Assignment(Map.of("model_name", new Value.Text(value)));
        return new PlannedTrial(number, assignment, Experiment.DEFAULTS, "hash-" + number);
    }
}
