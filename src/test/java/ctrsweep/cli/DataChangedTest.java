package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sweep whose data changes between launches: trials that were measured on different data are never compared.
class DataChangedTest {
    private static final String GRID = """
            method: grid
            parameters: {training.lr: {values: [0.01, 0.1]}}
            """;

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void aTableOfClicks() {
        sweep = SmallSweep.in(folder);
        StringBuilder rows = new StringBuilder("label,user,item\n");
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < 300; row++) {
            int user = random.nextInt(10);
            int item = random.nextInt(8);
            rows.append("%d,u%d,i%d%n".formatted((user + item + random.nextInt(3)) % 2, user, item));
        }
        sweep.write("clicks.csv", rows.toString());
        base("random_val_ratio: 0.2");
    }

    private void base(String split) {
        sweep.write("table.yaml", """
                model_name: fm
                device: cpu
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: random
                  %s
                  table:
                    files: [clicks.csv]
                    fields: [{name: user, kind: sparse}, {name: item, kind: sparse}]
                training: {num_epochs: 2, batch_size: 64}
                """.formatted(folder, split));
    }

    private Path spec(String name, String lines) {
        return sweep.write(name + ".yaml", """
                version: 1
                name: %s
                base: table.yaml
                objective: {metric: val.auc}
                %s""".formatted(name, lines));
    }

    private void append(String row) {
        try {
            Files.writeString(folder.resolve("clicks.csv"), row + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli launch(Path spec, String... more) {
        Cli cli = sweep.launch(spec, more);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private List<List<String>> everything() {
        return List.of("sweep", "sweep_revision", "trial", "sweep_basis").stream()
                .flatMap(table -> sweep.ask("SELECT * FROM " + table + " ORDER BY 1, 2, 3, 4").stream())
                .toList();
    }

    @Test
    void aLaunchOnOtherDataStopsAndSaysWhatChangedAndWhatToDo() {
        launch(spec("clicks", GRID));
        List<List<String>> before = everything();
        append("1,u1,i1");

        Cli again = sweep.launch(spec("clicks", GRID.replace("[0.01, 0.1]", "[0.01, 0.1, 0.2]")));

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .containsPattern("sweep: the trials of sweep clicks were measured on something else "
                        + "\\(files: now [0-9a-f]{40}\\.\\.\\., was [0-9a-f]{40}\\.\\.\\.")
                .contains("with the data as it was")
                .contains("another name")
                .contains("--new-data");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aNewGenerationRunsEveryPointAgainAndRanksAlone() {
        Path spec = spec("clicks", GRID);
        launch(spec);
        append("1,u1,i1");
        Cli renewed = launch(spec, "--new-data");
        assertThat(renewed.err()).contains("trials on the present data are generation 2");

        assertThat(sweep.ask("SELECT number, generation, state FROM trial ORDER BY number"))
                .containsExactly(
                        List.of("0", "1", "completed"),
                        List.of("1", "1", "completed"),
                        List.of("2", "2", "completed"),
                        List.of("3", "2", "completed"));
        assertThat(sweep.ask("SELECT trial FROM leaderboard WHERE rank IS NOT NULL ORDER BY trial"))
                .containsExactly(List.of("2"), List.of("3"));
        assertThat(sweep.run("leaderboard", "clicks", "--format", "csv").out().lines())
                .hasSize(3)
                .noneMatch(line -> line.contains(",0,completed") || line.contains(",1,completed"));
        assertThat(sweep.run("trials", "clicks", "--format", "csv", "--columns", "trial,rank")
                        .out()
                        .lines())
                .hasSize(5)
                .contains("0,", "1,");
        assertThat(sweep.run("trials", "clicks", "--where", "generation = 1", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(3);
        assertThat(sweep.run("best", "clicks").out()).contains("is the best of 2 completed trials");
        assertThat(sweep.run("show", "clicks").out())
                .contains("2; 2 earlier trials on other data stay, without a rank");
        assertThat(sweep.run("show", "clicks", "0").out()).contains("of generation 1: on other data");
        assertThat(sweep.run("list", "--format", "json").out()).contains("\"trials\":2");
    }

    @Test
    void aNewGenerationGoesOnAsAnySweepDoes() {
        Path spec = spec("clicks", GRID);
        launch(spec);
        append("1,u1,i1");
        launch(spec, "--new-data");

        assertThat(launch(spec).err()).contains("2 had ended before");
        assertThat(launch(spec, "--new-data").err()).contains("2 had ended before");
        assertThat(sweep.ask("SELECT max(generation), count(*) FROM trial")).containsExactly(List.of("2", "4"));
    }

    @Test
    void withoutAChangeThereIsNoNewGeneration() {
        Path spec = spec("clicks", GRID);
        launch(spec);
        assertThat(launch(spec, "--new-data").err()).contains("the data is what it was; the sweep goes on");
        assertThat(sweep.ask("SELECT max(generation), count(*) FROM trial")).containsExactly(List.of("1", "2"));
    }

    @Test
    void anotherSplitOfTheBaseConfigIsOtherData() {
        Path spec = spec("clicks", GRID);
        launch(spec);
        base("random_val_ratio: 0.3");

        Cli again = sweep.launch(spec);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("split: now random 0.3 0.1 42").contains("was random 0.2 0.1 42");
    }

    @Test
    void settingsOfTheDataMayVaryAndAreComparedOnPurpose() {
        Path spec = spec("folds", """
                overrides: {data.split_strategy: k_fold, data.folds: 3}
                method: grid
                parameters: {data.fold: {values: [1, 2, 3]}}
                """);
        launch(spec);
        assertThat(sweep.ask("SELECT count(DISTINCT varied) FROM sweep_basis")).containsExactly(List.of("3"));
        append("1,u1,i1");

        assertThat(sweep.launch(spec).code()).isEqualTo(1);
        launch(spec, "--new-data");
        assertThat(sweep.ask("SELECT generation, count(*) FROM trial GROUP BY 1"))
                .containsExactly(List.of("1", "3"), List.of("2", "3"));
    }

    @Test
    void aSweepDoesNotLearnFromOneOnOtherData() {
        String tpe = """
                method: {name: tpe, startup: 1}
                parameters: {training.lr: {min: 0.01, max: 0.2}}
                budget: {trials: 2}
                """;
        launch(spec("first", tpe));
        append("1,u1,i1");

        Cli second = sweep.launch(spec("second", tpe + "warm_start: first\n"));
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .contains("warm_start: second cannot learn from sweep first")
                .contains("take first out of warm_start");
        assertThat(sweep.ask("SELECT name FROM sweep")).containsExactly(List.of("first"));
    }

    /// Such as one of an earlier version: only its trials' provenance tells what they were trained on.
    @Test
    void aSweepThatKeptNoBasisIsJudgedByItsTrials() {
        Path spec = spec("clicks", GRID);
        launch(spec);
        Sql.execute(sweep.database(), "DELETE FROM sweep_basis");
        launch(spec);
        Sql.execute(sweep.database(), "DELETE FROM sweep_basis");
        append("1,u1,i1");

        assertThat(sweep.launch(spec).err()).contains("measured on something else (data: now");
    }

    @Test
    void aProgramsDataIsNotKnown() {
        Path spec = sweep.write("program.yaml", """
                version: 1
                name: program
                runner: {command: [echo, '{{"val.auc": 0.5}}']}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {x: {values: [1]}}
                """);
        assertThat(sweep.launch(spec, "--new-data").err()).contains("give the spec another name");
    }

    @Test
    void provenanceCanBeAColumn() {
        launch(spec("clicks", GRID));
        Cli cli = sweep.run(
                "trials",
                "clicks",
                "--columns",
                "trial,provenance.device",
                "--sort",
                "provenance.data",
                "--format",
                "csv");
        assertThat(cli.out()).isEqualTo("trial,provenance.device\n0,cpu\n1,cpu\n");
        assertThat(sweep.run("trials", "clicks", "--columns", "trial,provenance.none")
                        .err())
                .contains("provenance.none");
    }

    @Test
    void bestStandsForTheBestTrialsNumber() {
        launch(spec("clicks", GRID));
        String number = sweep.ask("SELECT trial FROM leaderboard WHERE rank = 1")
                .getFirst()
                .getFirst();
        assertThat(sweep.run("show", "clicks", "best").out())
                .isEqualTo(sweep.run("show", "clicks", number).out())
                .startsWith("clicks, trial %s: completed, rank 1".formatted(number));
        assertThat(sweep.run("diff", "clicks", "best", "0").code()).isZero();
    }

    /// The plan of a changed spec: two trials are there, under the numbers that they keep.
    @Test
    void aPlanTellsWhichTrialsAreThere() {
        launch(spec("clicks", GRID));
        Cli plan = sweep.launch(spec("clicks", GRID.replace("[0.01, 0.1]", "[0.01, 0.1, 0.2]")), "--plan");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("2 completed; 1 of the first 3 are new")
                .containsPattern("0 \\| completed \\| +0.01")
                .containsPattern("1 \\| completed \\| +0.1")
                .containsPattern("4 \\| new +\\| +0.2");
    }
}
