package ctrsweep.sweep;

class MemoryLogTest extends SweepLogContract {
    private final MemoryLog log = new MemoryLog();

    @Override
    protected SweepLog as(String owner) {
        return log.as(owner);
    }

    @Override
    protected void lapse(PlannedTrial trial) {
        log.lapse(trial);
    }
}
