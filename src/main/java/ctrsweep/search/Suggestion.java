package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import java.util.Optional;

/// A sampler's answer to a draw.
public sealed interface Suggestion {

    default Optional<Assignment> point() {
        return this instanceof Point(Assignment assignment) ? Optional.of(assignment) : Optional.empty();
    }

    /// The point as the answer to a draw, if the space's constraints allow it.
    static Suggestion of(Assignment point, Space space, long draw) {
        return space.allows(point) ? new Point(point) : new PassOver(draw + 1);
    }

    record Point(Assignment assignment) implements Suggestion {}

    /// This draw has no point: a constraint forbids it, or an earlier draw is the same point.
    ///
    /// @param next the first draw that may have one
    record PassOver(long next) implements Suggestion {}

    /// Neither this draw nor any later one has a point.
    record Exhausted() implements Suggestion {}
}
