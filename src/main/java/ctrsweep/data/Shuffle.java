package ctrsweep.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Random orders (Fisher and Yates 1938).
public final class Shuffle {
    private Shuffle() {}

    /// The numbers from 0 to `count` (excluded) in random order.
    public static int[] of(int count, SplittableRandom random) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }
}
