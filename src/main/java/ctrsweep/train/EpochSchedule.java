package ctrsweep.train;

import java.util.function.IntToDoubleFunction;

/// A learning rate that follows from the number of epochs that have passed.
final class EpochSchedule implements Schedule {
    private final IntToDoubleFunction rate;
    private int passed;

    /// @param rate of the epoch before which so many have passed
    EpochSchedule(IntToDoubleFunction rate) {
        this.rate = rate;
    }

    @Override
    public double lr() {
        return rate.applyAsDouble(passed);
    }

    @Override
    public void epochEnded(double metric) {
        passed++;
    }
}
