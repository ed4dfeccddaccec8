package ctrsweep.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Counts the pairs of rows whose scores stand in the order of their labels, in O(n log n): rows come by label, and
/// a tree (Fenwick 1994) counts the scores of the rows before.
final class OrderedPairs {
    private final int[] tree;

    private OrderedPairs(int ranks) {
        tree = new int[ranks + 1];
    }

    /// The share of ordered pairs among those of different labels, a tie of scores counting half; of rows `from` to
    /// `to` (excluded). Empty where all labels are equal.
    static OptionalDouble share(double[] scores, float[] labels, int from, int to) {
        double[] ascending = Arrays.copyOfRange(scores, from, to);
        Arrays.sort(ascending);
        long[] byLabel = new long[to - from];
        for (int i = 0; i < byLabel.length; i++) {
            byLabel[i] = ((long) sortable(labels[from + i]) << Integer.SIZE) | i;
        }
        Arrays.sort(byLabel);
        OrderedPairs lower = new OrderedPairs(byLabel.length);
        long halves = 0;
        long pairs = 0;
        for (int begin = 0; begin < byLabel.length; ) {
            int end = begin;
            while (end < byLabel.length && label(byLabel[end]) == label(byLabel[begin])) {
                int rank = Scores.countBelow(ascending, scores[from + (int) byLabel[end]]);
                halves += (long) lower.count(rank) + lower.count(rank + 1);
                end++;
            }
            pairs += (long) begin * (end - begin);
            for (int i = begin; i < end; i++) {
                lower.add(Scores.countBelow(ascending, scores[from + (int) byLabel[i]]));
            }
            begin = end;
        }
        return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(halves / (2.0 * pairs));
    }

    private static int label(long row) {
        return (int) (row >> Integer.SIZE);
    }

    /// An int in the order of the numbers; -0 is 0.
    private static int sortable(float label) {
        int bits = Float.floatToIntBits(label + 0f);
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }

    /// @param rank from 0
    private void add(int rank) {
        for (int at = rank + 1; at < tree.length; at += at & -at) {
            tree[at]++;
        }
    }

    /// How many were added with a lower rank.
    private int count(int rank) {
        int sum = 0;
        for (int at = Math.min(rank, tree.length - 1); at > 0; at -= at & -at) {
            sum += tree[at];
        }
        return sum;
    }
}
