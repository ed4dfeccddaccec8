package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.OptionalInt;

/// A point and its result.
///
/// @param assignment may lack keys of the space, have other keys, or have values outside the domains, because it
///     may come from an earlier revision or from another sweep
/// @param loss the objective, negated if it is maximised, so that lower is better; infinite for a trial that failed
///     because of its values
/// @param prunedAfter the number of epochs after which the trial was pruned; empty if it was not
public record Observation(Assignment assignment, double loss, OptionalInt prunedAfter) {

    /// The observation of a trial that completed or failed.
    public Observation(Assignment assignment, double loss) {
        this(assignment, loss, OptionalInt.empty());
    }
}
