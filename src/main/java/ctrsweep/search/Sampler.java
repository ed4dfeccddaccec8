package ctrsweep.search;

import java.util.List;

/// Proposes points of a space: a pure function of its own seed, the draw's number and what is known by then.
///
/// The points have values of just those parameters that take part, and the space's constraints hold of them. A
/// point may come again.
public interface Sampler {

    /// The point of a draw.
    ///
    /// @param draw from 0; the same draw and history give the same point, in any order of asking
    /// @param history points of which a result is known, in the order of their numbers
    Suggestion suggest(long draw, List<Observation> history);
}
