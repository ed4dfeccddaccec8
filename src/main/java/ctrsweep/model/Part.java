package ctrsweep.model;

import java.util.List;

/// A part of a model: its weights and running statistics, in the order in which its script takes them.
record Part(List<Segment> weights, List<Segment> statistics, Script script) {
    Part {
        weights = List.copyOf(weights);
        statistics = List.copyOf(statistics);
    }
}
