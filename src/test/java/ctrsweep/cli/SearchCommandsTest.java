package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches through the command line, with the real trainer, programs and database.
class SearchCommandsTest {
    private static final int SIGINT = 2;
    private static final String ASHA = """
            overrides: {training.num_epochs: 5}
            method: {name: tpe, startup: 3, candidates: 24}
            parameters:
              training.lr: {min: 1e-4, max: 1e-1, scale: log}
              dnn.hidden_units: {values: [[8], [8, 4]]}
              dnn.dropout: {min: 0.0, max: 0.4, step: 0.1, when: {dnn.hidden_units: [8, 4]}}
            repeats: {seeds: [1, 2]}
            pruner: {name: asha, min_epochs: 1, eta: 2}
            budget: {trials: 16}
            """;

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void sweep() {
        sweep = SmallSweep.in(folder);
    }

    /// A trial that paused at every rung comes to the very numbers of one that was left in peace.
    @Test
    void whatIsPromotedGoesOnAsIfItHadNeverPaused() {
        Cli searched = sweep.launch(sweep.spec(ASHA), "--workers", "1");
        assertThat(searched.code()).as(searched.err()).isZero();
        assertThat(searched.err())
                .contains(" is pruned after epoch 1, val.auc ")
                .contains(" goes on after epoch ");
        assertThat(sweep.ask("""
                        SELECT count(*) FROM (
                            SELECT trial_id, epoch, count(DISTINCT seconds) AS trained FROM epoch GROUP BY 1, 2)
                         WHERE trained > 1""")).as("epochs trained twice").containsExactly(List.of("0"));
        String promoted = """
                SELECT trial.number FROM trial WHERE state = 'completed' AND attempt > 1 ORDER BY number LIMIT 1""";
        String number = sweep.ask(promoted).getFirst().getFirst();
        String config = sweep.run("show", "small", number, "--config").out();
        Path alone = sweep.write("alone.yaml", config);

        Cli trained = sweep.run("train", alone.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        String auc = sweep.ask("""
                        SELECT printf('%%.6f', value) FROM trial_metric JOIN trial ON trial.id = trial_id
                         WHERE split = 'test' AND name = 'auc' AND number = %s""".formatted(number)).getFirst().getFirst();
        assertThat(readAll(folder.resolve("outputs/alone/results.json"))).contains(auc.substring(0, 7));
    }

    private static String readAll(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everySurvivorIsRepeatedAndRankedByItsMean() {
        sweep.launch(sweep.spec(ASHA), "--workers", "2");
        assertThat(sweep.ask("""
                        SELECT DISTINCT count(*) FROM trial WHERE state = 'completed' GROUP BY point_hash""")).containsExactly(List.of("2"));
        Cli relaunched = sweep.launch(sweep.spec(ASHA), "--workers", "2");
        assertThat(relaunched.err()).contains("none of 8 to 16 trials run");
    }

    @Test
    void aProgramIsSweptAsATrialIs() {
        Path spec = sweep.write("small.yaml", """
                version: 1
                name: small
                runner:
                  command:
                    - sh
                    - -c
                    - 'for e in 1 2 3; do echo "{{\\"epoch\\": $e, \\"val.auc\\": 0.$e$1}}"; done; echo noise; test $1 -lt 4'
                    - sh
                    - "{units}"
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {units: {min: 1, max: 4}}
                """);
        Cli launched = sweep.launch(spec);
        assertThat(launched.code()).as(launched.err()).isEqualTo(3);
        assertThat(sweep.ask("SELECT number, state, best_epoch, best_value FROM trial ORDER BY number"))
                .containsExactly(
                        List.of("0", "completed", "3", "0.31"),
                        List.of("1", "completed", "3", "0.32"),
                        List.of("2", "completed", "3", "0.33"),
                        List.of("3", "failed", "null", "null"));
        assertThat(sweep.run("best", "small").out()).contains("units").contains("0.3300");
        assertThat(sweep.run("show", "small", "2", "--config").out()).isEqualTo("seed: 42\nunits: 3\n");
        assertThat(sweep.run("show", "small", "2", "--format", "json").code()).isZero();
        assertThat(sweep.run("diff", "small", "0", "2").out()).contains("units");
        assertThat(sweep.run("trials", "small", "--where", "params.units > 1 and val.auc > 0.32")
                        .out())
                .contains("0.33");
        assertThat(sweep.run("evaluate", "small", "2").err()).contains("was a program's run");
    }

    @Test
    void failedTrialsAreTriedAgainOnlyWhenAskedFor() {
        Path spec = sweep.write("small.yaml", """
                version: 1
                name: small
                runner: {command: [sh, -c, 'test -e go && echo "{{\\"val.auc\\": 0.5}}"']}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {units: {values: [1, 2]}}
                """);
        assertThat(sweep.launch(spec).err()).contains("2 of 2 trials run: 0 completed, 2 failed");
        sweep.write("go", "");
        assertThat(sweep.launch(spec).err()).contains("2 had ended before, 2 of them failed");
        Cli again = sweep.launch(spec, "--retry-failed");
        assertThat(again.err()).contains("2 of 2 trials run: 2 completed");
        assertThat(again.code()).isZero();
    }

    @Test
    void aTrillionPointsArePlannedAtOnce() {
        Path spec = sweep.spec("""
                method: grid
                parameters:
                  seed: {min: 1, max: 1000000}
                  training.early_stopping_patience: {min: 1, max: 100000}
                  training.batch_size: {min: 11, max: 20}
                constraints: ["training.batch_size > 12"]
                """);
        Cli planned = sweep.launch(spec, "--plan");
        assertThat(planned.out())
                .contains("trials     at most 1,000,000,000,000")
                .contains("at most 999,999,999,980 more");
    }

    @Test
    void aPlanTellsWhichMethodWasChosenAndWhetherThePrunerComparesEarly() {
        Path spec = sweep.spec("""
                overrides: {training.num_epochs: 18}
                parameters:
                  training.lr: {min: 1e-4, max: 1e-2, scale: log}
                pruner: {name: asha, min_epochs: 1}
                budget: {trials: 5}
                """);
        assertThat(sweep.launch(spec, "--plan").out())
                .contains("method     gp, seed 42\n")
                .contains("note       method auto is gp: a Gaussian process learns most from few trials, here 5 points;"
                        + " asha first compares trials after 1 of 18 epochs, when ranks often mislead; 2 is usual\n");
    }

    /// Ranks after epoch 1 are the reverse of the final ones.
    @Test
    void aPlanWarnsOfAPrunerThatWillStopWhereTheSweepsOwnRanksMisled() {
        String text = """
                version: 1
                name: small
                runner:
                  command:
                    - sh
                    - -c
                    - 'for auc in 0.0$((9-$1)) 0.3$1 0.4$1; do echo "{{\\"epoch\\": $((n=n+1)), \\"val.auc\\": $auc}}"; done'
                    - sh
                    - "{units}"
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {units: {min: 1, max: 8}}
                """;
        Cli launched = sweep.launch(sweep.write("small.yaml", text));
        assertThat(launched.code()).as(launched.err()).isZero();
        Path pruned = sweep.write("small.yaml", text + "pruner: {name: asha, min_epochs: 1, max_epochs: 3}\n");
        assertThat(sweep.launch(pruned, "--plan").out())
                .contains(
                        "\nranks          Pruning after epoch 1 may stop good trials, because ranks there hardly agree with"
                                + " the final ones. min_epochs: 2 would be safer.\n");
        Path later = sweep.write("small.yaml", text + "pruner: {name: asha, min_epochs: 2, max_epochs: 3}\n");
        assertThat(sweep.launch(later, "--plan").out()).doesNotContain("\nranks");
    }

    @Test
    void aTrialThatHasHadItsTimeEndsWithWhatItCameTo() {
        sweep.launch(sweep.spec(SmallSweep.GRID.replace(
                        "method",
                        "overrides: {training.num_epochs: 5000," + " training.early_stopping_patience: 5000}\nmethod")
                + "budget: {trial_wall: 2s, trials: 1}\n"));
        assertThat(sweep.ask("SELECT state, stop_reason, best_value IS NOT NULL, seconds < 30 FROM trial"))
                .containsExactly(List.of("completed", "timeout", "1", "1"));
    }

    @Test
    void theRevisionsOfASpecAreShown() {
        sweep.launch(sweep.spec(SmallSweep.GRID));
        sweep.launch(sweep.spec(SmallSweep.GRID.replace("[1.0e-3, 1.0e-2]", "[1.0e-3, 1.0e-2, 2.0e-2]")));
        assertThat(sweep.ask("SELECT count(*) FROM trial WHERE attempt = 1")).containsExactly(List.of("6"));
        assertThat(sweep.run("show", "small").out().replaceAll("  \\S+ \\S+  the", "  then  the"))
                .endsWith("""

                        revisions
                          1  then  the first to ask for 4 trials
                          2  then  the first to ask for 2 trials
                             - training.lr: {values: [1.0e-3, 1.0e-2]}
                             + training.lr: {values: [1.0e-3, 1.0e-2, 2.0e-2]}
                        """);
        assertThat(sweep.run("show", "small", "--spec", "--revision", "1").out())
                .contains("[1.0e-3, 1.0e-2]}");
        assertThat(sweep.run("show", "small", "--spec", "--revision", "3").err())
                .contains("sweep small has no revision 3; it has 2");
    }

    @Test
    void moreSeedsAreMoreTrialsOfTheSamePoints() {
        String seeds = SmallSweep.GRID + "repeats: {seeds: [1, 2%s]}\n";
        sweep.launch(sweep.spec(seeds.formatted("")));
        Cli more = sweep.launch(sweep.spec(seeds.formatted(", 3")));
        assertThat(more.err()).contains("4 of 12 trials run: 4 completed; 8 had ended before");
        assertThat(sweep.run("leaderboard", "small", "--format", "csv")
                        .out()
                        .lines()
                        .skip(1))
                .hasSize(4)
                .allMatch(line -> line.contains(",3,"));
    }

    @Test
    void whatIsKnownOfAnotherSweepIsLearntFrom() {
        sweep.launch(sweep.spec(SmallSweep.GRID));
        String tpe = """
                method: {name: tpe, startup: 2}
                parameters:
                  training.lr: {values: [1.0e-3, 1.0e-2]}
                  dnn.hidden_units: {values: [[8], [8, 4]]}
                  dnn.dropout: {values: [0.0, 0.1]}
                budget: {trials: 2}
                """;
        Path warm = sweep.write(
                "warm.yaml", readAll(sweep.spec(tpe)).replace("name: small", "name: warm") + "warm_start: small\n");
        assertThat(sweep.launch(warm).code()).isZero();
        Path wrong = sweep.write("wrong.yaml", readAll(warm).replace("warm_start: small", "warm_start: smal"));
        assertThat(sweep.launch(wrong).err()).contains("warm_start: no sweep smal in the database");
    }

    /// Once: the epoch under way is finished and kept. A shell starts its background jobs with the signal ignored:
    /// these go on, and a polite kill ends them.
    @Test
    void ctrlCOnceEndsAfterTheEpochAndTwiceAtOnce() throws Exception {
        Path spec = sweep.spec(60_000, "{metric: val.auc}", SmallSweep.TEN_POINTS);
        String database = sweep.database().toString();
        try (Child child = Child.start(folder, "launch", spec.toString(), "--db", database, "--workers", "1")) {
            assertThat(child.says(1, Witness::isEpoch)).isTrue();
            child.signal("INT");
            if (child.ignores(SIGINT)) {
                System.out.println("SIGINT is ignored here: tested that it is");
                assertThat(child.says(4, Witness::isEpoch)).isTrue();
                child.signal("TERM");
                assertThat(child.exitCode()).isEqualTo(143);
                return;
            }
            assertThat(child.exitCode()).isEqualTo(130);
            assertThat(child.lines())
                    .anyMatch(
                            line -> line.equals("interrupted: ends after the epoch under way; once more ends it now"));
            assertThat(child.lines().stream().filter(Witness::isEpoch).count()).isEqualTo(2);
        }
        try (Child child = Child.start(folder, "launch", spec.toString(), "--db", database, "--workers", "1")) {
            assertThat(child.says(1, Witness::isEpoch)).isTrue();
            child.signal("INT");
            assertThat(child.says(1, line -> line.startsWith("interrupted:"))).isTrue();
            child.signal("INT");
            assertThat(child.exitCode()).isEqualTo(130);
        }
        assertThat(sweep.ask("SELECT count(*) FROM trial WHERE state = 'running'"))
                .containsExactly(List.of("0"));
    }
}
