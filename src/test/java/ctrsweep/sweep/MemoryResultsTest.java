package ctrsweep.sweep;

import ctrsweep.store.Fixture;
import java.time.Duration;

class MemoryResultsTest extends ResultsContract {
    private final Fixture.Hands clock = new Fixture.Hands();
    private final MemoryLog log = new MemoryLog(clock);

    @Override
    protected SweepLog log() {
        return log.as("here");
    }

    @Override
    protected Results results() {
        return new MemoryResults(log);
    }

    @Override
    protected void pass(Duration time) {
        clock.move(time);
    }
}
