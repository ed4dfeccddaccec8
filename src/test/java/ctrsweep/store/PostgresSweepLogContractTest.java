package ctrsweep.store;

import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.SweepLog;
import ctrsweep.sweep.SweepLogContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Each owner has connections of its own, as each process has.
class PostgresSweepLogContractTest extends SweepLogContract {
    private final DatabaseAddress.Server schema = PostgresServer.schema();
    private final Fixture.Hands clock = new Fixture.Hands();
    private final List<Database> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Database::close);
    }

    @Override
    protected SweepLog as(String owner) {
        Database database = PostgresServer.openForWriting(schema);
        opened.add(database);
        return Fixture.log(database, owner, clock);
    }

    @Override
    protected void lapse(PlannedTrial trial) {
        clock.move(Duration.ofMinutes(1));
    }
}
