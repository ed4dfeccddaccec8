package ctrsweep.report.picture;

import java.util.ArrayList;
import java.util.List;

/// The points of a series in a chart; NaN makes a gap in its line.
final class PlotPoints {
    private final List<Double> across = new ArrayList<>();
    private final List<Double> up = new ArrayList<>();

    void add(double x, double y) {
        across.add(x);
        up.add(Double.isFinite(y) ? y : Double.NaN);
    }

    /// Ends the current line.
    void gap() {
        if (!across.isEmpty()) {
            add(across.getLast(), Double.NaN);
        }
    }

    /// Returns whether no point is visible.
    boolean isEmpty() {
        return up.stream().allMatch(y -> y.isNaN());
    }

    List<Double> across() {
        return across;
    }

    List<Double> up() {
        return up;
    }
}
