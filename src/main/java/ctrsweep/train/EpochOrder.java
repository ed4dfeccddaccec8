package ctrsweep.train;

import java.util.SplittableRandom;

/// The order in which a pass goes through its rows.
final class EpochOrder {
    private EpochOrder() {}

    /// A permutation of 0 to n-1 (Fisher and Yates).
    static int[] shuffled(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
