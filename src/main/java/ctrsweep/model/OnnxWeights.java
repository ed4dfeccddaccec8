package ctrsweep.model;

import ctrsweep.model.onnx.OnnxGraph;
import java.util.List;

/// The segments of a flat vector as constants of a graph, taken one after the other in the order of their script.
final class OnnxWeights {
    private final OnnxGraph graph;
    private final List<Segment> segments;
    private final float[] flat;
    private int next;
    private int at;

    OnnxWeights(OnnxGraph graph, List<Segment> segments, float[] flat) {
        this.graph = graph;
        this.segments = segments;
        this.flat = flat;
    }

    /// The next segment, (rows, columns) or (rows).
    String take() {
        Segment segment = segments.get(next);
        return take(segment.columns() > 0 ? List.of(segment.rows(), segment.columns()) : List.of(segment.rows()));
    }

    /// The next segment in another shape.
    String take(List<Integer> shape) {
        int size = segments.get(next).size();
        String constant = graph.constant(flat, at, size, shape);
        skip();
        return constant;
    }

    /// The numbers of the next segment.
    float[] numbers() {
        float[] numbers = new float[segments.get(next).size()];
        System.arraycopy(flat, at, numbers, 0, numbers.length);
        skip();
        return numbers;
    }

    private void skip() {
        at += segments.get(next).size();
        next++;
    }
}
