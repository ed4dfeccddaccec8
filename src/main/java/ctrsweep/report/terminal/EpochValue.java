package ctrsweep.report.terminal;

import java.util.Optional;

/// A value measured after one epoch, or its absence.
public record EpochValue(Optional<Double> number) {
    static final EpochValue ABSENT = new EpochValue(Optional.empty());

    static EpochValue of(double number) {
        return new EpochValue(Optional.of(number));
    }
}
