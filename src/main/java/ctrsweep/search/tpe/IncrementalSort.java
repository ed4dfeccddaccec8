package ctrsweep.search.tpe;

import java.util.stream.IntStream;

/// Keeps the rows of a table sorted as rows are added, in linear time if few are added.
final class IncrementalSort {
    private IncrementalSort() {}

    /// A comparator of row numbers.
    interface Comparison {
        int compare(int row, int other);
    }

    /// @param sorted the earlier rows, sorted
    /// @param rows the number of rows now
    /// @return all rows, sorted, equal ones by number
    static int[] extended(int[] sorted, int rows, Comparison comparison) {
        int[] added = IntStream.range(sorted.length, rows)
                .boxed()
                .sorted(comparison::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] merged = new int[rows];
        int left = 0;
        int right = 0;
        for (int rank = 0; rank < rows; rank++) {
            boolean fromLeft = right == added.length
                    || (left < sorted.length && comparison.compare(sorted[left], added[right]) <= 0);
            merged[rank] = fromLeft ? sorted[left++] : added[right++];
        }
        return merged;
    }
}
