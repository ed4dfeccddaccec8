package ctrsweep.store;

import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepLog.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may happen to the machine while a sweep is recorded.
class MishapTest {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Database database;
    private DatabaseSweepLog log;
    private RunningTrial trial;

    @BeforeEach
    void begin() {
        database = Fixture.database(folder);
        log = Fixture.log(database, "here:1:0", clock);
        trial = take(log, log.open(definition("s", "a")), planned(0, 0.1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// SQLite's own limit of a database's size stands for the disk's.
    @Test
    void aFullDiskIsToldAndLeavesWholeEpochs() {
        Path file = folder.resolve("sweeps.db");
        database.use(handle ->
                handle.select("PRAGMA max_page_count = 1").mapTo(Long.class).one());
        assertThatThrownBy(() -> IntStream.rangeClosed(1, 10_000).forEach(at -> log.recordEpoch(trial, epoch(at, 0.5))))
                .isInstanceOf(ResultsException.class)
                .hasMessage(file + " cannot grow: the disk is full");
        int kept = Integer.parseInt(rows("SELECT epochs FROM trial").getFirst());
        assertThat(rows("SELECT count(*), max(epoch) FROM epoch")).containsExactly(kept + "|" + kept);
        assertThat(rows("SELECT count(*) FROM epoch_metric")).containsExactly("" + 2 * kept);
        assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");

        database.use(handle -> handle.select("PRAGMA max_page_count = 100000")
                .mapTo(Long.class)
                .one());
        log.recordEpoch(trial, epoch(kept + 1, 0.5));
        log.finish(trial, completed(0.9));
        assertThat(rows("SELECT state FROM trial")).containsExactly("completed");
    }

    @Test
    void aClockThatIsSetBackMakesNoTimeNegativeAndTakesNoTrialAway() {
        DatabaseSweepLog other = Fixture.log(database, "there:2:0", clock);
        OpenSweep sweep = other.open(definition("s", "a"));
        clock.move(Duration.ofHours(-3));
        log.recordEpoch(trial, epoch(1, 0.5));
        assertThat(other.claim(sweep, planned(0, 0.1))).isEqualTo(new Claim.Busy("here:1:0"));
        log.finish(trial, completed(0.9));
        assertThat(rows("SELECT state, seconds FROM trial")).containsExactly("completed|0.0");
    }

    /// The lease that the living renewed is by the new clock.
    @Test
    void aLeaseThatWasRenewedSinceTheClockWasSetBackLapsesAsAnyOther() {
        DatabaseSweepLog other = Fixture.log(database, "there:2:0", clock);
        OpenSweep sweep = other.open(definition("s", "a"));
        clock.move(Duration.ofHours(-3));
        log.heartbeat(trial);
        clock.move(Duration.ofSeconds(31));
        assertThat(take(other, sweep, planned(0, 0.1)).attempt()).isEqualTo(2);
        assertThat(rows("SELECT seconds FROM trial")).containsExactly("0.0");
    }

    private List<String> rows(String sql) {
        return Fixture.rows(database, sql);
    }
}
