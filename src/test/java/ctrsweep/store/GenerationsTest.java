package ctrsweep.store;

import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ctrsweep.sweep.Basis;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepLog.Claim;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes on one database, while the data changes under them.
class GenerationsTest {
    private static final Basis OLD = new Basis("{}", Map.of("files", "aaa", "split", "random"), "");
    private static final Basis NEW = new Basis("{}", Map.of("files", "bbb", "split", "random"), "");

    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Database mine;
    private Database theirs;
    private DatabaseSweepLog here;
    private DatabaseSweepLog there;

    @BeforeEach
    void open() {
        mine = Fixture.database(folder);
        theirs = Fixture.database(folder);
        here = Fixture.log(mine, "here:1:0", clock);
        there = Fixture.log(theirs, "there:2:0", clock);
    }

    @AfterEach
    void close() {
        mine.close();
        theirs.close();
    }

    private OpenSweep open(DatabaseSweepLog log, Basis basis, boolean newData) {
        return log.open(definition("s", "a"), List.of(basis), newData);
    }

    @Test
    void aProcessThatFindsOtherDataIsRefusedAndWritesNothing() {
        open(here, OLD, false);
        assertThatExceptionOfType(IncomparableException.class)
                .isThrownBy(() -> there.open(definition("s", "b"), List.of(NEW), false))
                .withMessageContaining("files: now bbb, was aaa");
        assertThat(Fixture.rows(mine, "SELECT count(*), (SELECT count(*) FROM sweep_basis) FROM sweep_revision"))
                .containsExactly("1|2");
    }

    @Test
    void aTrialThatFindsOtherDataIsRefused() {
        OpenSweep sweep = open(here, OLD, false);
        here.require(sweep, OLD);
        assertThatExceptionOfType(IncomparableException.class)
                .isThrownBy(() -> here.require(sweep, NEW))
                .withMessageContaining("sweep s");
    }

    @Test
    void trialsThatVaryTheDataRestOnFactsOfTheirOwn() {
        OpenSweep sweep = open(here, OLD, false);
        Basis fold = new Basis("{\"data.fold\":2}", Map.of("files", "aaa", "split", "fold 2"), "");
        here.require(sweep, fold);
        assertThat(here.bases("s")).extracting(Basis::varied).containsExactly("{\"data.fold\":2}", "{}");
        assertThat(here.bases("none")).isEmpty();
    }

    /// The first process goes on with the data that it has in memory; what it comes to is of the earlier generation.
    @Test
    void aProcessOfTheEarlierGenerationNeitherRanksNorTeaches() {
        OpenSweep before = open(here, OLD, false);
        RunningTrial late = take(here, before, planned(0, 0.1));
        OpenSweep after = open(there, NEW, true);
        assertThat(after.generation()).isEqualTo(2);
        assertThat(after.firstNumber()).isEqualTo(1);

        there.finish(take(there, after, planned(1, 0.1)), completed(0.7));
        here.finish(late, completed(0.9));
        here.finish(take(here, before, planned(1, 0.2)), completed(0.95));

        assertThat(there.known(after, Fixture.VAL_AUC))
                .extracting(TrialProgress::number)
                .containsExactly(1L);
        assertThat(here.known(before, Fixture.VAL_AUC))
                .extracting(TrialProgress::number)
                .containsExactly(0L, 2L);
        SweepSummary summary = new DatabaseResults(theirs).sweep("s");
        assertThat(new DatabaseResults(theirs).bestValues()).containsEntry(summary.id(), 0.7);
        assertThat(summary.earlier()).isEqualTo(2);
        assertThat(new DatabaseResults(theirs).trials(summary)).hasSize(1);
        assertThat(Fixture.rows(theirs, "SELECT trial, generation, rank FROM leaderboard"))
                .containsExactly("1|2|1", "0|1|null", "2|1|null");
    }

    @Test
    void whoeverBeginsTheNewGenerationSecondJoinsIt() {
        open(here, OLD, false);
        OpenSweep first = open(here, NEW, true);
        OpenSweep second = open(there, NEW, true);
        assertThat(second).isEqualTo(first);
        take(here, first, planned(0, 0.1));
        assertThat(there.claim(second, planned(0, 0.1))).isInstanceOf(Claim.Busy.class);
    }
}
