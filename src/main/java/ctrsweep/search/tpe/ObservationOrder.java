package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import java.util.Comparator;

/// The order of observations from best to worst: completed ones by their loss, then pruned ones, those with more
/// epochs first, then failed ones.
final class ObservationOrder {
    private static final Comparator<Observation> BEST_FIRST = Comparator.comparing(ObservationOrder::failed)
            .thenComparing(
                    observation -> observation.prunedAfter().orElse(Integer.MAX_VALUE), Comparator.reverseOrder())
            .thenComparingDouble(Observation::loss);

    private ObservationOrder() {}

    static int compare(Observation one, Observation other) {
        return BEST_FIRST.compare(one, other);
    }

    static boolean failed(Observation observation) {
        return observation.loss() == Double.POSITIVE_INFINITY;
    }
}
