package ctrsweep.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows of a mapped table. Only their order is in memory, and their labels and groups after the first use. Safe for
/// several threads.
///
/// A negative is a row with another row's item: what follows the item is taken from that one.
public final class MappedRows implements Examples {
    private final TableRows table;
    private final int[] order;
    private final int[] itemRows;
    private float[] labels = new float[0];
    private int[] groups = new int[0];

    /// @param order numbers of the table's rows
    public MappedRows(TableRows table, int[] order) {
        this(table, order, order);
    }

    /// @param order numbers of the table's rows; neither array is copied
    /// @param itemRows the row of each one's item: its own, except that of a negative
    public MappedRows(TableRows table, int[] order, int[] itemRows) {
        this.table = table;
        this.order = order;
        this.itemRows = itemRows;
    }

    public TableRows table() {
        return table;
    }

    /// Numbers of the table's rows; not to be changed.
    public int[] order() {
        return order;
    }

    /// Numbers of the rows of their items; not to be changed.
    public int[] itemRows() {
        return itemRows;
    }

    /// These rows and after them others, as rows of this table.
    public MappedRows and(MappedRows others) {
        int[] rows = joined(order, others.order);
        boolean negatives = itemRows != order || others.itemRows != others.order;
        return new MappedRows(table, rows, negatives ? joined(itemRows, others.itemRows) : rows);
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// The same rows in another order.
    ///
    /// @param places of this order; empty: all as they stand
    public MappedRows at(int[] places) {
        if (places.length == 0) {
            return this;
        }
        int[] rows = IntStream.of(places).map(place -> order[place]).toArray();
        return new MappedRows(
                table,
                rows,
                itemRows == order
                        ? rows
                        : IntStream.of(places).map(place -> itemRows[place]).toArray());
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public synchronized float[] labels() {
        if (labels.length != order.length) {
            labels = table.labels(order, itemRows);
        }
        return labels;
    }

    @Override
    public float[] weights() {
        return table.weights(order);
    }

    @Override
    public synchronized int[] groups() {
        if (groups.length == 0 && !table.groups().isEmpty()) {
            groups = itemRows == order ? table.groups(order) : ownGroups();
        }
        return groups;
    }

    /// A row and its negatives, which follow it, are one group.
    private int[] ownGroups() {
        int[] own = new int[order.length];
        int group = -1;
        for (int i = 0; i < own.length; i++) {
            group += itemRows[i] == order[i] ? 1 : 0;
            own[i] = group;
        }
        return own;
    }

    @Override
    public Rows first(int count) {
        int n = Math.min(count, order.length);
        int[] rows = Arrays.copyOf(order, n);
        int[] grouped = groups();
        return table.rows(rows, Arrays.copyOf(itemRows, n), Arrays.copyOf(grouped, Math.min(n, grouped.length)));
    }
}
