package ctrsweep.train;

import ctrsweep.settings.ScheduleSettings.Unit;
import java.util.function.LongToDoubleFunction;

/// A learning rate that follows from the number of epochs, or of steps, that have passed.
final class PlannedSchedule implements Schedule {
    private final Unit unit;
    private final LongToDoubleFunction rate;
    private int epochs;

    /// @param rate after that many units
    PlannedSchedule(Unit unit, LongToDoubleFunction rate) {
        this.unit = unit;
        this.rate = rate;
    }

    @Override
    public double lr(long updates) {
        return rate.applyAsDouble(
                switch (unit) {
                    case EPOCHS -> epochs;
                    case STEPS -> updates;
                });
    }

    @Override
    public void epochEnded(double metric) {
        epochs++;
    }
}
