package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkCommandTest {
    @TempDir
    Path folder;

    private SmallSweep sweep;

    @BeforeEach
    void small() {
        sweep = SmallSweep.in(folder);
    }

    /// The database suffices: the spec and its base config are gone.
    @Test
    void runsTheTrialsThatAreLeftAsALaunchWould() throws IOException {
        Path spec = sweep.spec(SmallSweep.GRID);
        assertThat(sweep.launch(spec, "-O", "training.num_epochs=2").code()).isZero();
        String all = sweep.leaderboard();
        delete("trial WHERE number > 0");
        Files.delete(spec);
        Files.delete(folder.resolve("base.yaml"));

        Cli cli = sweep.run("work", "--until-idle", "--workers", "1");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err())
                .contains("3 of 4 trials run: 3 completed; 1 had ended before\n")
                .endsWith("no trial is free\n");
        assertThat(sweep.leaderboard()).isEqualTo(all);
        assertThat(sweep.ask("SELECT count(*) FROM sweep_revision")).containsExactly(List.of("1"));

        assertThat(sweep.run("work", "--until-idle")).isEqualTo(new Cli(0, "", "no trial is free\n"));
    }

    @Test
    void takesNoTrialWhereTheDataIsNotTheSame() {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        delete("trial WHERE number > 0");
        Sql.execute(sweep.database(), "UPDATE sweep_basis SET value = 'other'");
        Cli cli = sweep.run("work", "--until-idle");
        assertThat(cli.code()).isZero();
        assertThat(cli.err())
                .contains("small is left alone here: the trials of sweep small were measured on something else")
                .endsWith("no trial is free\n");
        assertThat(sweep.ask("SELECT count(*) FROM trial")).containsExactly(List.of("1"));
    }

    @Test
    void workerOfOneSweepLeavesOthersAlone() {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        delete("trial WHERE number > 2");
        assertThat(sweep.run("work", "--until-idle", "--sweep", "other"))
                .isEqualTo(new Cli(
                        0, "", "there is no sweep other yet in %s\nno trial is free\n".formatted(sweep.database())));
        assertThat(sweep.ask("SELECT count(*) FROM trial")).containsExactly(List.of("3"));
        assertThat(sweep.run("work", "--until-idle", "--sweep", "small").code()).isZero();
        assertThat(sweep.ask("SELECT count(*) FROM trial")).containsExactly(List.of("4"));
    }

    @Test
    void aSweepWhoseSpecIsNotCompleteInTheDatabaseIsLeftAlone() {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID), "-P", "training.lr=[0.001]")
                        .code())
                .isZero();
        delete("trial WHERE number > 0");
        assertThat(sweep.run("work", "--until-idle")).isEqualTo(new Cli(0, "", """
                        small is left alone here: the database does not have all of its spec (launch -P, or an earlier version)
                        no trial is free
                        """));
        assertThat(sweep.ask("SELECT count(*) FROM trial")).containsExactly(List.of("1"));
    }

    /// A trial of a process that has ended is taken up at once.
    @Test
    void takesUpTheTrialOfAProcessThatHasEnded() {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID)).code()).isZero();
        Sql.execute(sweep.database(), """
                UPDATE trial SET state = 'running', ended_at = NULL, stop_reason = NULL, best_value = NULL, best_epoch = NULL,
                       owner = 'gone:1:1', lease = 1 WHERE number = 2""");
        delete("trial_metric WHERE trial_id = (SELECT id FROM trial WHERE number = 2)");
        delete("provenance WHERE trial_id = (SELECT id FROM trial WHERE number = 2)");
        delete("artifact WHERE trial_id = (SELECT id FROM trial WHERE number = 2)");
        assertThat(sweep.run("work", "--until-idle").code()).isZero();
        assertThat(sweep.ask("SELECT attempt FROM trial WHERE state = 'completed' ORDER BY number"))
                .containsExactly(List.of("1"), List.of("1"), List.of("2"), List.of("1"));
    }

    /// Deletes what belongs to the rows too.
    private void delete(String rows) {
        Sql.execute(Path.of(sweep.database() + "?foreign_keys=on"), "DELETE FROM " + rows);
    }
}
