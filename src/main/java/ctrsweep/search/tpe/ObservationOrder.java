package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import java.util.Comparator;
import java.util.List;

/// The order of observations from best to worst: by the loss that they have at their end, or are expected to have
/// if they were pruned; then pruned ones whose losses by epoch are not known, those with more epochs first; then
/// failed ones.
///
/// Compared with an order in which all pruned ones come after completed ones, over 200 seeds, TPE with Hyperband
/// has 11% to 60% less regret on three formulas whose curves fall at different speeds (means, paired t-test at 5%;
/// not significant on one of them from epoch 3). On curves of DeepFM, and with ASHA, none of nine means is
/// significantly higher.
final class ObservationOrder {
    private static final Comparator<Observation> WITHOUT_LOSSES_LAST = Comparator.comparing(ObservationOrder::failed)
            .thenComparing(
                    observation -> ExpectedLosses.dependsOnOthers(observation)
                            ? Integer.MAX_VALUE
                            : observation.prunedAfter().orElse(Integer.MAX_VALUE),
                    Comparator.reverseOrder());

    private ObservationOrder() {}

    /// The rows from best to worst, equal ones by number.
    ///
    /// @param sorted the ranking of the first rows
    static int[] ranking(int[] sorted, List<Observation> rows) {
        boolean fixed = rows.stream().noneMatch(ExpectedLosses::dependsOnOthers);
        ExpectedLosses expected = ExpectedLosses.of(rows);
        double[] losses = rows.stream().mapToDouble(expected::of).toArray();
        return IncrementalSort.extended(fixed ? sorted : new int[0], rows.size(), (one, other) -> {
            int order = WITHOUT_LOSSES_LAST.compare(rows.get(one), rows.get(other));
            return order == 0 ? Double.compare(losses[one], losses[other]) : order;
        });
    }

    static boolean failed(Observation observation) {
        return observation.loss() == Double.POSITIVE_INFINITY;
    }
}
