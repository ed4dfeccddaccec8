package ctrsweep.report.picture;

import java.util.ArrayList;
import java.util.List;

/// Places in a picture, some of which may be gaps in a line.
final class Dots {
    private final List<Double> across = new ArrayList<>();
    private final List<Double> up = new ArrayList<>();

    void add(double x, double y) {
        across.add(x);
        up.add(Double.isFinite(y) ? y : Double.NaN);
    }

    /// Ends a line where it is.
    void gap() {
        if (!across.isEmpty()) {
            add(across.getLast(), Double.NaN);
        }
    }

    /// Whether there is anything to see.
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
