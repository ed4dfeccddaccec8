package ctrsweep.model;

import java.util.List;

/// A part of a model: its weights and running statistics, in the order in which its script takes them.
///
/// @param drawn random numbers that dropout of a row takes
record Part(List<Segment> weights, List<Segment> statistics, Script script, int drawn) {
    Part {
        weights = List.copyOf(weights);
        statistics = List.copyOf(statistics);
    }

    /// A part without dropout.
    Part(List<Segment> weights, List<Segment> statistics, Script script) {
        this(weights, statistics, script, 0);
    }
}
