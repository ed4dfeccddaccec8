package ctrsweep.model;

import java.util.List;

/// Some layers of a model: their weights and running statistics in the order in which their script takes them.
///
/// @param draws random numbers that dropout takes for a row
/// @param dropout of each layer that may have it
record Block(List<Segment> weights, List<Segment> statistics, Script script, int draws, List<Dropout> dropout) {
    Block {
        dropout = List.copyOf(dropout);
        weights = List.copyOf(weights);
        statistics = List.copyOf(statistics);
    }

    /// A block without statistics or dropout.
    Block(List<Segment> weights, Script script) {
        this(weights, List.of(), script, 0, List.of());
    }
}
