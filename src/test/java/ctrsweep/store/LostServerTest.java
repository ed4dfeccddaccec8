package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.LostClaimException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.RunningTrial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A launch outlives the loss of its connections, writes nothing twice, and shares a sweep with others.
class LostServerTest {
    private final DatabaseAddress.Server schema = PostgresServer.schema();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Database database;
    private DatabaseSweepLog log;
    private OpenSweep sweep;

    @BeforeEach
    void open() {
        database = Database.openForWriting(schema, told::add);
        log = log(database, "a");
        sweep = log.open(Fixture.definition("s", "a"));
    }

    private static DatabaseSweepLog log(Database database, String owner) {
        return new DatabaseSweepLog(database, owner, Duration.ofSeconds(30), _ -> false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void endConnections() {
        PostgresServer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ctrsweep'");
    }

    @Test
    void everyCallGoesOn() {
        RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(0, 0.1));
        endConnections();
        log.recordEpoch(trial, Fixture.epoch(1, 0.6));
        endConnections();
        log.heartbeat(trial);
        endConnections();
        assertThat(log.known(sweep, Fixture.VAL_AUC)).hasSize(1);
        endConnections();
        log.finish(trial, Fixture.completed(0.7));
        assertThat(Fixture.rows(database, "SELECT state, epochs FROM trial")).containsExactly("completed|3");
    }

    @Test
    void workThatWasCutShortRunsAgain() {
        AtomicInteger runs = new AtomicInteger();
        database.record(handle -> {
            handle.execute("INSERT INTO metric (split, name) VALUES ('val', 'once')");
            if (runs.incrementAndGet() == 1) {
                endConnections();
            }
            return handle.execute("UPDATE metric SET name = name || '!' WHERE name = 'once'");
        });
        assertThat(runs).hasValue(2);
        assertThat(Fixture.rows(database, "SELECT name FROM metric")).containsExactly("once!");
        assertThat(told).hasSize(2).first().asString().startsWith(schema + " is not available: ");
        assertThat(told.getLast()).startsWith("the database is back after ");
    }

    /// The connection ends when the transaction is about to be committed: the server knows that it was not.
    @Test
    void aCommitThatWasLostIsMadeUpFor() {
        AtomicInteger runs = new AtomicInteger();
        database.record(handle -> {
            handle.execute("INSERT INTO metric (split, name) VALUES ('val', 'once')");
            if (runs.incrementAndGet() == 1) {
                endConnections();
            }
            return runs;
        });
        assertThat(runs).hasValue(2);
        assertThat(Fixture.rows(database, "SELECT name FROM metric")).containsExactly("once");
    }

    /// A listener is told of others' commits, also after its connection was lost.
    @Test
    void theVersionTellsOfALossToo() {
        long before = log.version();
        assertThat(log.version()).isEqualTo(before);
        endConnections();
        assertThat(log.version()).isNotEqualTo(before);
        long after = log.version();
        try (Database other = PostgresServer.openForWriting(schema)) {
            Fixture.take(log(other, "b"), sweep, Fixture.planned(0, 0.1));
        }
        assertThat(log.version()).isNotEqualTo(after);
    }

    @Test
    void whoCouldNotWriteForALeaseGivesTheTrialUp() {
        RunningTrial lost = Fixture.take(log, sweep, Fixture.planned(0, 0.1));
        database.transact(handle -> handle.execute("UPDATE trial SET lease = clock_timestamp() - interval '1 s'"));
        try (Database other = PostgresServer.openForWriting(schema)) {
            Fixture.take(log(other, "b"), sweep, Fixture.planned(0, 0.1));
        }
        assertThatThrownBy(() -> log.recordEpoch(lost, Fixture.epoch(1, 0.6))).isInstanceOf(LostClaimException.class);
    }

    /// Threads with connections of their own want the same trials under the same numbers, in different orders.
    @Test
    void eachTrialIsTakenOnce() throws Exception {
        int owners = 6;
        int trials = 40;
        try (var pool = Executors.newFixedThreadPool(owners)) {
            List<Future<Long>> taken = pool.invokeAll(LongStream.range(0, owners)
                    .<Callable<Long>>mapToObj(owner -> () -> {
                        try (Database own = PostgresServer.openForWriting(schema)) {
                            DatabaseSweepLog mine = log(own, "owner-" + owner);
                            return LongStream.range(0, trials)
                                    .map(i -> owner % 2 == 0 ? i : trials - 1 - i)
                                    .filter(i -> mine.claim(sweep, Fixture.planned(i / 2, 0.001 * (i + 1)))
                                            instanceof ctrsweep.sweep.SweepLog.Claim.Taken)
                                    .count();
                        }
                    })
                    .toList());
            long all = 0;
            for (Future<Long> each : taken) {
                all += each.get();
            }
            assertThat(all).isEqualTo(trials);
        }
        assertThat(Fixture.rows(database, "SELECT count(*), count(DISTINCT number), max(attempt) FROM trial"))
                .containsExactly("40|40|1");
    }

    @Test
    void processesThatOpenAMissingSchemaTogetherAllSucceed() throws Exception {
        DatabaseAddress.Server fresh = PostgresServer.schema();
        Callable<SchemaVersion> opening = () -> {
            try (Database opened = PostgresServer.openForWriting(fresh)) {
                return opened.use(SchemaVersion::of);
            }
        };
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (Future<SchemaVersion> opened :
                    pool.invokeAll(Stream.generate(() -> opening).limit(6).toList())) {
                assertThat(opened.get()).isEqualTo(SchemaVersion.CURRENT);
            }
        }
    }
}
