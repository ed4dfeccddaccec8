package ctrsweep.data.table;

import ctrsweep.data.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Rows in memory.
final class ArraySink implements RowSink {
    private static final int FIRST = 1024;

    private int size;
    private int[] sparse = new int[0];
    private int[] sequences = new int[0];
    private float[] dense = new float[0];
    private float[] labels = new float[0];
    private float[] weights = new float[0];
    private int[] groups = new int[0];

    @Override
    public void accept(RowBuffer row, float label, float weight, int group) {
        if (size == labels.length) {
            grow(row, Math.max(FIRST, Math.multiplyExact(size, 2)));
        }
        System.arraycopy(row.sparse, 0, sparse, size * row.sparse.length, row.sparse.length);
        System.arraycopy(row.sequences, 0, sequences, size * row.sequences.length, row.sequences.length);
        System.arraycopy(row.dense, 0, dense, size * row.dense.length, row.dense.length);
        labels[size] = label;
        weights[size] = weight;
        groups[size] = group;
        size++;
    }

    private void grow(RowBuffer row, int rows) {
        sparse = Arrays.copyOf(sparse, Math.multiplyExact(rows, row.sparse.length));
        sequences = Arrays.copyOf(sequences, Math.multiplyExact(rows, row.sequences.length));
        dense = Arrays.copyOf(dense, Math.multiplyExact(rows, row.dense.length));
        labels = Arrays.copyOf(labels, rows);
        weights = Arrays.copyOf(weights, rows);
        groups = Arrays.copyOf(groups, rows);
    }

    /// @param weighted whether rows have weights
    Rows rows(boolean weighted) {
        int room = Math.max(labels.length, 1);
        return new Rows(
                size,
                Arrays.copyOf(sparse, sparse.length / room * size),
                Arrays.copyOf(sequences, sequences.length / room * size),
                Arrays.copyOf(dense, dense.length / room * size),
                Arrays.copyOf(labels, size),
                weighted ? Arrays.copyOf(weights, size) : new float[0],
                new int[0]);
    }

    /// Group by group, each in the order of the file.
    Rows grouped() {
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingInt(row -> groups[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int room = Math.max(labels.length, 1);
        float[] ordered = new float[size];
        int[] lists = new int[size];
        for (int i = 0; i < size; i++) {
            ordered[i] = labels[order[i]];
            lists[i] = groups[order[i]];
        }
        return new Rows(
                size,
                picked(sparse, sparse.length / room, order),
                picked(sequences, sequences.length / room, order),
                picked(dense, dense.length / room, order),
                ordered,
                lists);
    }

    private static int[] picked(int[] values, int width, int[] order) {
        int[] picked = new int[width * order.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, order[i] * width, picked, i * width, width);
        }
        return picked;
    }

    private static float[] picked(float[] values, int width, int[] order) {
        float[] picked = new float[width * order.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, order[i] * width, picked, i * width, width);
        }
        return picked;
    }
}
