package ctrsweep.store;

import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsContract;
import ctrsweep.sweep.SweepLog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteResultsContractTest extends ResultsContract {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Database database;

    @BeforeEach
    void open() {
        database = Fixture.database(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected SweepLog log() {
        return Fixture.log(database, "here:1:0", clock);
    }

    @Override
    protected Results results() {
        return new DatabaseResults(database);
    }

    @Override
    protected void pass(Duration time) {
        clock.move(time);
    }
}
