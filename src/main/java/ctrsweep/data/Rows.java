package ctrsweep.data;

import java.util.Arrays;

/// Encoded rows, ready to be copied to a device. The arrays are row-major, are not copied, and must not be
/// changed.
public final class Rows implements Examples {
    private final int size;
    private final int[] sparse;
    private final int[] sequences;
    private final float[] dense;
    private final float[] labels;
    private final float[] weights;
    private final int[] groups;

    /// @param sparse (size, sparse fields): ids, 0 for unknown, each counted within its own field
    /// @param sequences (size, sum of the sequence fields' lengths): ids, 0 for padding
    /// @param dense (size, dense fields)
    /// @param labels (size): 0 or 1, or ratings
    /// @param groups (size), or empty: the list that a row is ranked in; rows of a group stand together
    public Rows(int size, int[] sparse, int[] sequences, float[] dense, float[] labels, int[] groups) {
        this(size, sparse, sequences, dense, labels, new float[0], groups);
    }

    /// @param weights (size), or empty: how much a row counts in the training loss
    public Rows(int size, int[] sparse, int[] sequences, float[] dense, float[] labels, float[] weights, int[] groups) {
        if (labels.length != size || (groups.length != size && groups.length != 0)) {
            throw new IllegalArgumentException(
                    "%d rows but %d labels and %d groups".formatted(size, labels.length, groups.length));
        }
        this.size = size;
        this.sparse = sparse;
        this.sequences = sequences;
        this.dense = dense;
        this.labels = labels;
        this.weights = weights;
        this.groups = groups;
    }

    /// These rows and after them others of the same columns. Groups and weights are left out.
    Rows and(Rows others) {
        return new Rows(
                size + others.size,
                joined(sparse, others.sparse),
                joined(sequences, others.sequences),
                joined(dense, others.dense),
                joined(labels, others.labels),
                new int[0]);
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public Rows first(int count) {
        int n = Math.min(count, size);
        return new Rows(
                n,
                Arrays.copyOf(sparse, sparse.length / Math.max(size, 1) * n),
                Arrays.copyOf(sequences, sequences.length / Math.max(size, 1) * n),
                Arrays.copyOf(dense, dense.length / Math.max(size, 1) * n),
                Arrays.copyOf(labels, n),
                Arrays.copyOf(weights, Math.min(weights.length, n)),
                Arrays.copyOf(groups, Math.min(groups.length, n)));
    }

    @Override
    public int size() {
        return size;
    }

    public int[] sparse() {
        return sparse;
    }

    public int[] sequences() {
        return sequences;
    }

    public float[] dense() {
        return dense;
    }

    @Override
    public float[] labels() {
        return labels;
    }

    @Override
    public float[] weights() {
        return weights;
    }

    @Override
    public int[] groups() {
        return groups;
    }
}
