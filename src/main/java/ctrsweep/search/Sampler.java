package ctrsweep.search;

import java.util.List;

/// Proposes points of a space: a pure function of the sampler's seed, the number of the draw and the history.
///
/// A point has a value for each active parameter and for no other, and satisfies the space's constraints. Points
/// may repeat.
public interface Sampler {

    /// @param draw from 0; the same draw and history give the same point, whatever was asked before
    Suggestion suggest(long draw, History history);

    /// A suggestion when no trial is running.
    ///
    /// @param results points with a known result, in the order of their numbers
    default Suggestion suggest(long draw, List<Observation> results) {
        return suggest(draw, new History(results, List.of()));
    }
}
