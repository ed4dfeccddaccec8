package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import java.util.Comparator;

/// How good an observation is: those that went to their end by their loss, then the pruned ones, first those that
/// got farther, then those that failed.
final class Rank {
    private static final Comparator<Observation> BEST_FIRST = Comparator.comparing(Rank::failed)
            .thenComparing(
                    observation -> observation.prunedAfter().orElse(Integer.MAX_VALUE), Comparator.reverseOrder())
            .thenComparingDouble(Observation::loss);

    private Rank() {}

    static int compare(Observation one, Observation other) {
        return BEST_FIRST.compare(one, other);
    }

    static boolean failed(Observation observation) {
        return observation.loss() == Double.POSITIVE_INFINITY;
    }
}
