package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.OptionalInt;

/// A point and what it came to.
///
/// @param assignment may lack keys of the space, have others, or have values outside the domains: it may be of an
///     earlier revision, or of another sweep
/// @param loss the objective, or its negative where it is maximised: the lower the better; infinite for a trial
///     that failed because of its values
/// @param prunedAfter epochs after which the trial was pruned; empty where it was not
public record Observation(Assignment assignment, double loss, OptionalInt prunedAfter) {

    /// Of a trial that went to its end.
    public Observation(Assignment assignment, double loss) {
        this(assignment, loss, OptionalInt.empty());
    }
}
