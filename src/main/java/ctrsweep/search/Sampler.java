package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.List;
import java.util.Optional;

/// Proposes points of a space: a pure function of its own seed, the draw's number and what is known by then.
public interface Sampler {

    /// The point of a draw.
    ///
    /// @param draw from 0; the same draw and history give the same point, in any order of asking
    /// @param history finished points, in the order of their draws
    /// @return empty when the space has no such draw; then no later one has either
    Optional<Assignment> suggest(long draw, List<Observation> history);
}
