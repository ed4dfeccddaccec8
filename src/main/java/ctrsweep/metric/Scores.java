package ctrsweep.metric;

import java.util.Arrays;

/// Counting among sorted scores, by value: -0.0 equals 0.0.
public final class Scores {
    private Scores() {}

    /// Takes the rows of a group, from `from` to `to` (excluded).
    interface Group {
        void rows(int from, int to);
    }

    /// @param groups rows of a group stand together
    static void eachGroup(int[] groups, Group action) {
        for (int from = 0; from < groups.length; ) {
            int to = from + 1;
            while (to < groups.length && groups[to] == groups[from]) {
                to++;
            }
            action.rows(from, to);
            from = to;
        }
    }

    static boolean positive(float label) {
        return label > 0.5f;
    }

    static boolean anyNaN(double[] scores) {
        boolean any = false;
        for (double score : scores) {
            any |= Double.isNaN(score);
        }
        return any;
    }

    /// The scores of the positives among rows `from` to `to` (excluded), ascending.
    static double[] sortedPositives(double[] scores, float[] labels, int from, int to) {
        double[] positives = new double[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (positive(labels[i])) {
                positives[count++] = scores[i];
            }
        }
        double[] sorted = Arrays.copyOf(positives, count);
        Arrays.sort(sorted);
        return sorted;
    }

    public static int countBelow(double[] ascending, double value) {
        return countBelow(ascending, value, 0, ascending.length);
    }

    /// @param least known to be below
    /// @param most that can be below
    static int countBelow(double[] ascending, double value, int least, int most) {
        int low = least;
        int high = most;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// @param below the answer of [#countBelow] for the same value
    public static int countNotAbove(double[] ascending, double value, int below) {
        int low = below;
        int high = ascending.length;
        while (low < high && ascending[low] == value) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
