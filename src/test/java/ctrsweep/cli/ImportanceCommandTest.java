package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportanceCommandTest {
    private static final String SPEC = """
            version: 1
            name: first
            parameters:
              training.lr: {min: 1.0e-4, max: 1.0e-1, scale: log}
              dnn.dropout: {min: 0.0, max: 0.5}
            """;

    @TempDir
    Path folder;

    private Path file;

    /// Forty trials, the better the nearer lr is to 3e-3; one of them failed, one is running.
    @BeforeEach
    void sweep() {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(new SweepDefinition(
                    "first",
                    SPEC,
                    "a",
                    "a",
                    Fixture.VAL_AUC,
                    Goal.MAXIMIZE,
                    "random",
                    42,
                    List.of("training.lr", "dnn.dropout"),
                    1,
                    Experiment.DEFAULTS));
            for (int i = 0; i < 40; i++) {
                double exponent = -4 + 3.0 * i / 39;
                RunningTrial trial = Fixture.take(log, sweep, planned(i, Math.pow(10, exponent), 0.5 * (i % 8) / 7));
                log.finish(trial, Fixture.completed(0.8 - 0.1 * Math.abs(exponent + 2.5)));
            }
            RunningTrial failing = Fixture.take(log, sweep, planned(40, 0.001, 0.1));
            log.finish(failing, new Outcome.Failed(StopReason.NAN, "loss is NaN", Map.of()));
            Fixture.take(log, sweep, planned(41, 0.001, 0.2));
            Fixture.take(log, log.open(Fixture.definition("second", "b")), Fixture.planned(0, 0.1));
        }
    }

    private static PlannedTrial planned(long number, double lr, double dropout) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("training.lr", new Value.Real(lr));
        values.put("dnn.dropout", new Value.Real(dropout));
        return new PlannedTrial(
                number,
                new Assignment(values),
                ExperimentReader.changed(Experiment.DEFAULTS, List.of("training.lr=" + lr, "dnn.dropout=" + dropout)),
                "hash-" + number);
    }

    @Test
    void ranksTheParameters() {
        Cli cli = Cli.launch(file, "importance", "first");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEqualTo("points without a result, left out: 1\n");
        List<String> lines = cli.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo(" parameter   |  share |    low |   high");
        assertThat(lines.get(2)).startsWith(" training.lr | 0.");
        assertThat(lines.get(3)).startsWith(" dnn.dropout | 0.");
        assertThat(lines).hasSize(4);
    }

    @Test
    void writesWhatProgramsRead() {
        assertThat(Cli.launch(file, "importance", "first", "--format", "csv").out())
                .startsWith("parameter,share,low,high\ntraining.lr,0.");
        assertThat(Cli.launch(file, "importance", "first", "--format", "json").out())
                .matches(
                        "(?s)\\[\n\\{\"high\":[0-9.]+,\"low\":[0-9.]+,\"parameter\":\"training.lr\",\"share\":[0-9.]+},.*");
    }

    @Test
    void saysTheSameEachTime() {
        Cli once = Cli.launch(file, "importance", "first", "--format", "csv");

        assertThat(Cli.launch(file, "importance", "first", "--format", "csv")).isEqualTo(once);
    }

    @Test
    void saysWhyItCannotTell() {
        assertThat(Cli.launch(file, "importance", "second", "--format", "json"))
                .isEqualTo(
                        new Cli(
                                0,
                                "[]\n",
                                "second: nothing can be told of importance: it needs 8 points with a result, and there are 0\n"));
    }

    /// The page ranks the planted parameter first, with the very numbers of the command.
    @Test
    void thePageTellsTheSame() {
        Report page = Report.write(file, folder.resolve("page.html"), "first");
        List<List<String>> lines = Cli.launch(file, "importance", "first", "--format", "csv")
                .out()
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .toList();

        assertThat(page.column("importance", "parameter")).containsExactly("training.lr", "dnn.dropout");
        for (int column = 0; column < 4; column++) {
            int place = column;
            assertThat(page.column("importance", lines.getFirst().get(place)))
                    .isEqualTo(
                            lines.stream().skip(1).map(line -> line.get(place)).toList());
        }
        assertThat(page.html()).contains("\"remarks\":[\"points without a result, left out: 1\"]");
    }

    @Test
    void thePageSaysWhyItCannotTell() {
        Report page = Report.write(file, folder.resolve("page.html"), "second");

        assertThat(page.column("importance", "parameter")).isEmpty();
        assertThat(page.html()).contains("\"unknown\":\"it needs 8 points with a result, and there are 0\"");
    }

    /// Trials that differ in their seed are one point.
    @Test
    void seedsAreNoPoints() {
        SmallSweep small = SmallSweep.in(folder);
        Path spec = small.spec("""
                method: random
                overrides: {training.num_epochs: 1}
                budget: {trials: 12}
                repeats: {seeds: [1, 2]}
                parameters:
                  training.lr: {min: 1.0e-4, max: 1.0e-1, scale: log}
                """);
        assertThat(small.launch(spec).code()).isZero();

        assertThat(small.run("importance", "small", "--format", "csv").err())
                .contains("it needs 8 points with a result, and there are 6");
    }
}
