package ctrsweep.search.tpe;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The coordinates of one parameter by row, and the rows in ascending order of their coordinates.
final class SortedColumn {
    private final double[] values;
    private final int[] ascending;

    private SortedColumn(double[] values, int[] ascending) {
        this.values = values;
        this.ascending = ascending;
    }

    static SortedColumn of(double... values) {
        return new SortedColumn(new double[0], new int[0]).extended(values);
    }

    int size() {
        return values.length;
    }

    double get(int row) {
        return values[row];
    }

    /// The row with a rank; equal values are in the order of their rows.
    int ascending(int rank) {
        return ascending[rank];
    }

    /// Returns a column with more rows appended.
    SortedColumn extended(double[] added) {
        double[] all = Arrays.copyOf(values, values.length + added.length);
        System.arraycopy(added, 0, all, values.length, added.length);
        return new SortedColumn(
                all, IncrementalSort.extended(ascending, all.length, (a, b) -> Double.compare(all[a], all[b])));
    }

    /// Returns a column of some of the rows, renumbered.
    ///
    /// @param places the new number of each row that is kept, -1 for the others
    SortedColumn selected(int[] places, int count) {
        double[] kept = new double[count];
        for (int row = 0; row < values.length; row++) {
            if (places[row] >= 0) {
                kept[places[row]] = values[row];
            }
        }
        int[] order = IntStream.of(ascending)
                .map(row -> places[row])
                .filter(place -> place >= 0)
                .toArray();
        return new SortedColumn(kept, order);
    }
}
