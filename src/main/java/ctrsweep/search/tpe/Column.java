package ctrsweep.search.tpe;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What observations have of one parameter, by row, and the rows in ascending order of it.
final class Column {
    private final double[] values;
    private final int[] ascending;

    private Column(double[] values, int[] ascending) {
        this.values = values;
        this.ascending = ascending;
    }

    static Column of(double... values) {
        return new Column(new double[0], new int[0]).extended(values);
    }

    int size() {
        return values.length;
    }

    double get(int row) {
        return values[row];
    }

    /// The row of a rank; equal values are in the order of their rows.
    int ascending(int rank) {
        return ascending[rank];
    }

    /// With more rows behind.
    Column extended(double[] added) {
        double[] all = Arrays.copyOf(values, values.length + added.length);
        System.arraycopy(added, 0, all, values.length, added.length);
        return new Column(all, Order.extended(ascending, all.length, (a, b) -> Double.compare(all[a], all[b])));
    }

    /// Just some of the rows, numbered anew.
    ///
    /// @param places the new number of each row that stays, -1 for the others
    Column selected(int[] places, int count) {
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
        return new Column(kept, order);
    }
}
