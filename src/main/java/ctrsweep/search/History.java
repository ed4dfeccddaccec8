package ctrsweep.search;

import ctrsweep.space.Assignment;
import java.util.List;
import java.util.stream.Stream;

/// The results of earlier points, and the points that are running.
///
/// @param results points with a known result, in the order of their numbers
/// @param pending points whose trials have begun and have no result yet, in the order of their numbers
/// @param earlier the results of each sweep whose results are learnt from
public record History(List<Observation> results, List<Assignment> pending, List<List<Observation>> earlier) {
    public static final History NONE = new History(List.of(), List.of());

    public History {
        results = List.copyOf(results);
        pending = List.copyOf(pending);
        earlier = earlier.stream().map(List::copyOf).toList();
    }

    public History(List<Observation> results, List<Assignment> pending) {
        this(results, pending, List.of());
    }

    /// The results of all sweeps, this one's last.
    public List<Observation> allResults() {
        return earlier.isEmpty()
                ? results
                : Stream.concat(earlier.stream().flatMap(List::stream), results.stream())
                        .toList();
    }
}
