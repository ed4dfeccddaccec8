package ctrsweep.store;

import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.SweepLog;
import ctrsweep.sweep.SweepLogContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Each owner has connections of its own, as each process has.
abstract class DatabaseSweepLogContract extends SweepLogContract {
    private final Fixture.Hands clock = new Fixture.Hands();
    private final List<Database> opened = new ArrayList<>();

    /// Connects again to the database of this test.
    protected abstract Database open();

    @AfterEach
    void close() {
        opened.forEach(Database::close);
    }

    @Override
    protected SweepLog as(String owner) {
        Database database = open();
        opened.add(database);
        return Fixture.log(database, owner, clock);
    }

    @Override
    protected void lapse(PlannedTrial trial) {
        clock.move(Duration.ofMinutes(1));
    }
}
