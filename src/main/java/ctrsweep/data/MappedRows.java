package ctrsweep.data;

import java.util.Arrays;

/// Rows of a mapped table. In memory are their order and, once they were asked for, their labels and groups. Safe
/// for several threads.
public final class MappedRows implements Examples {
    private final TableRows table;
    private final int[] order;
    private float[] labels = new float[0];
    private int[] groups = new int[0];

    /// @param order numbers of the table's rows
    public MappedRows(TableRows table, int[] order) {
        this.table = table;
        this.order = order.clone();
    }

    public TableRows table() {
        return table;
    }

    /// Numbers of the table's rows; not to be changed.
    public int[] order() {
        return order;
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public synchronized float[] labels() {
        if (labels.length != order.length) {
            labels = table.labels(order);
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
            groups = table.groups(order);
        }
        return groups;
    }

    @Override
    public Rows first(int count) {
        return table.rows(Arrays.copyOf(order, Math.min(count, order.length)));
    }
}
