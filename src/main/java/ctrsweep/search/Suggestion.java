package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.Optional;

/// What a sampler has to say to a draw.
public sealed interface Suggestion {

    /// The point of this draw, if it has one.
    default Optional<Assignment> point() {
        return this instanceof Point(Assignment assignment) ? Optional.of(assignment) : Optional.empty();
    }

    record Point(Assignment assignment) implements Suggestion {}

    /// This draw has no point: a constraint forbids it, or an earlier draw stands for it.
    ///
    /// @param next the first draw that may have one
    record PassOver(long next) implements Suggestion {}

    /// The space is exhausted: no later draw has a point either.
    record Exhausted() implements Suggestion {}
}
