package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.List;
import java.util.OptionalInt;

/// A point and its result.
///
/// @param assignment may lack keys of the space, have other keys, or have values outside the domains, because it
///     may come from an earlier revision or from another sweep
/// @param loss the objective, negated if it is maximised, so that lower is better; infinite for a trial that failed
///     because of its values
/// @param prunedAfter the number of epochs after which the trial was pruned; empty if it was not
/// @param others what the further objectives came to, likewise negated; empty where there is one objective
/// @param losses the objective after each epoch, likewise negated, NaN if it is missing; empty if it is not known
public record Observation(
        Assignment assignment, double loss, List<Double> others, OptionalInt prunedAfter, List<Double> losses) {

    public Observation {
        others = List.copyOf(others);
        losses = List.copyOf(losses);
    }

    /// The observation of a search with one objective.
    public Observation(Assignment assignment, double loss, OptionalInt prunedAfter, List<Double> losses) {
        this(assignment, loss, List.of(), prunedAfter, losses);
    }

    /// An observation without epochs.
    public Observation(Assignment assignment, double loss, OptionalInt prunedAfter) {
        this(assignment, loss, prunedAfter, List.of());
    }

    /// The observation of a trial that completed or failed.
    public Observation(Assignment assignment, double loss) {
        this(assignment, loss, OptionalInt.empty());
    }
}
