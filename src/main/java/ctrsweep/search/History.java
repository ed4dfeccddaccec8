package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.List;

/// The results of earlier points, and the points that are running.
///
/// @param results points with a known result, in the order of their numbers
/// @param pending points whose trials have begun and have no result yet, in the order of their numbers
public record History(List<Observation> results, List<Assignment> pending) {
    public static final History NONE = new History(List.of(), List.of());

    public History {
        results = List.copyOf(results);
        pending = List.copyOf(pending);
    }
}
