package ctrsweep.store;

import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.SweepLog;
import ctrsweep.sweep.SweepLogContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Each owner has a connection of its own, as each process has.
class SqliteSweepLogContractTest extends SweepLogContract {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private final List<Database> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Database::close);
    }

    @Override
    protected SweepLog as(String owner) {
        Database database = Fixture.database(folder);
        opened.add(database);
        return Fixture.log(database, owner, clock);
    }

    @Override
    protected void lapse(PlannedTrial trial) {
        clock.move(Duration.ofMinutes(1));
    }
}
