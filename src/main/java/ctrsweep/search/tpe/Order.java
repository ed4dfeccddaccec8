package ctrsweep.search.tpe;

import java.util.stream.IntStream;

/// The rows of a table in an order that is kept up as rows are added: in linear time, while few are.
final class Order {
    private Order() {}

    /// How two rows stand to each other, as in a comparator.
    interface Comparison {
        int compare(int row, int other);
    }

    /// @param sorted the first rows in order
    /// @param rows how many there are now
    /// @return all rows in order, equal ones by number
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
