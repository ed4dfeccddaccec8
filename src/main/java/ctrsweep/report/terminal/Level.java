package ctrsweep.report.terminal;

import java.util.Optional;

/// What was measured after one epoch, if it was.
public record Level(Optional<Double> number) {
    static final Level ABSENT = new Level(Optional.empty());

    static Level of(double number) {
        return new Level(Optional.of(number));
    }
}
