package ctrsweep.search.gp;

import ctrsweep.search.Observation;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A result whose point has coordinates.
final class LocatedResult {
    private final double[] row;
    private final Observation observation;

    LocatedResult(double[] row, Observation observation) {
        this.row = row;
        this.observation = observation;
    }

    /// Returns those that are learnt from if there are more than that many: the best third, and the latest others.
    static List<LocatedResult> kept(List<LocatedResult> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        Set<LocatedResult> kept = new HashSet<>(all.stream()
                .sorted(Comparator.comparingDouble(LocatedResult::loss))
                .limit(most / 3)
                .toList());
        for (int latest = all.size() - 1; kept.size() < most; latest--) {
            kept.add(all.get(latest));
        }
        return all.stream().filter(kept::contains).toList();
    }

    /// One coordinate for each dimension of the space.
    double[] row() {
        return row;
    }

    Observation observation() {
        return observation;
    }

    double loss() {
        return observation.loss();
    }

    boolean failed() {
        return loss() == Double.POSITIVE_INFINITY;
    }
}
