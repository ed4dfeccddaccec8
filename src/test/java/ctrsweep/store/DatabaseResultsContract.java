package ctrsweep.store;

import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsContract;
import ctrsweep.sweep.SweepLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

abstract class DatabaseResultsContract extends ResultsContract {
    private final Fixture.Hands clock = new Fixture.Hands();
    private Database database;

    /// Opens an empty database.
    protected abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
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
