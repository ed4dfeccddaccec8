package ctrsweep.data.table;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The items that each user has in no row: what negatives are drawn from. In memory are the others, 4 bytes a row.
final class UnseenItems {
    private final int items;
    /// The offsets of each user's items in `seen`, and their number.
    private final int[] begins;
    /// For each user the items of the user's rows, ascending and distinct.
    private final int[] seen;

    /// @param userOfRow from 0
    /// @param itemOfRow from 0
    UnseenItems(int[] userOfRow, int[] itemOfRow, int users, int items) {
        this.items = items;
        begins = new int[users + 1];
        for (int user : userOfRow) {
            begins[user + 1]++;
        }
        Arrays.parallelPrefix(begins, Integer::sum);
        seen = new int[userOfRow.length];
        int[] ends = begins.clone();
        for (int row = 0; row < userOfRow.length; row++) {
            seen[ends[userOfRow[row]]++] = itemOfRow[row];
        }
        int size = 0;
        for (int user = 0; user < users; user++) {
            int begin = begins[user];
            int end = begins[user + 1];
            begins[user] = size;
            Arrays.sort(seen, begin, end);
            for (int at = begin; at < end; at++) {
                if (at == begin || seen[at] != seen[size - 1]) {
                    seen[size++] = seen[at];
                }
            }
        }
        begins[users] = size;
    }

    int items() {
        return items;
    }

    int count(int user) {
        return items - begins[user + 1] + begins[user];
    }

    /// The unseen item that has `place` unseen ones before it.
    int at(int user, int place) {
        int low = begins[user];
        int high = begins[user + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seen[middle] - (middle - begins[user]) <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return place + low - begins[user];
    }

    /// Draws sets of distinct items, all alike, in O(wanted) (Floyd's method). For one thread.
    final class Uniform {
        private final SplittableRandom random;
        private final int[] drawn;
        /// For each place the number of the draw that took it last.
        private final int[] taken = new int[items];
        private int draws;

        Uniform(SplittableRandom random, int wanted) {
            this.random = random;
            this.drawn = new int[wanted];
        }

        /// Returns the items drawn for the user: all that there are if they are fewer than wanted. Valid until the
        /// next draw.
        int[] draw(int user) {
            int count = count(user);
            int wanted = Math.min(drawn.length, count);
            draws++;
            for (int i = 0; i < wanted; i++) {
                int last = count - wanted + i;
                int place = random.nextInt(last + 1);
                if (taken[place] == draws) {
                    place = last;
                }
                taken[place] = draws;
                drawn[i] = at(user, place);
            }
            return wanted == drawn.length ? drawn : Arrays.copyOf(drawn, wanted);
        }
    }

    /// Draws items with replacement, each by its weight. For one thread.
    final class Weighted {
        private final SplittableRandom random;
        private final int most;
        /// The weight of all items before each, and of all.
        private final double[] sums = new double[items + 1];

        /// @param weights for each item, above 0
        /// @param most how many are drawn, unless the user has fewer unseen ones
        Weighted(SplittableRandom random, double[] weights, int most) {
            this.random = random;
            this.most = most;
            for (int item = 0; item < items; item++) {
                sums[item + 1] = sums[item] + weights[item];
            }
        }

        int[] draw(int user) {
            double[] skipped = new double[begins[user + 1] - begins[user] + 1];
            for (int i = 1; i < skipped.length; i++) {
                int item = seen[begins[user] + i - 1];
                skipped[i] = skipped[i - 1] + sums[item + 1] - sums[item];
            }
            double sum = sums[items] - skipped[skipped.length - 1];
            int[] drawn = new int[Math.min(most, count(user))];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = at(user, place(user, random.nextDouble() * sum, skipped));
            }
            return drawn;
        }

        /// The last place whose items before it weigh no more than `point`.
        ///
        /// @param skipped the weights of the user's first 0, 1, ... items
        private int place(int user, double point, double[] skipped) {
            int low = 0;
            int high = count(user) - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                int item = at(user, middle);
                if (sums[item] - skipped[item - middle] <= point) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }
}
