package ctrsweep.data.table;

import ctrsweep.data.column.FloatWriter;
import ctrsweep.data.column.IntWriter;
import ctrsweep.data.column.ListWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The encoded values of one row, in the schema's order; reused for the next row.
final class RowBuffer {
    private final int[] sparse;
    private final double[] dense;
    private final IntList[] sequences;
    private final int numbers;
    private int s;
    private int d;
    private int q;
    private int w;

    /// @param sparse how many such fields
    /// @param sequences how many such fields
    /// @param numbers of dense fields
    /// @param weights of ids
    RowBuffer(int sparse, int sequences, int numbers, int weights) {
        this.numbers = numbers;
        this.sparse = new int[sparse];
        this.dense = new double[numbers + weights];
        this.sequences = new IntList[sequences];
        Arrays.setAll(this.sequences, _ -> new IntList());
    }

    void begin() {
        s = 0;
        d = 0;
        q = 0;
        w = numbers;
        Arrays.fill(dense, numbers, dense.length, 0);
    }

    void sparse(int id) {
        sparse[s++] = id;
    }

    void dense(double number) {
        dense[d++] = number;
    }

    /// Takes places for the next weights, which are 0 at first.
    ///
    /// @return the first place, for [#weight]
    int weights(int count) {
        w += count;
        return w - count;
    }

    void weight(int place, double weight) {
        dense[place] = weight;
    }

    /// The next sequence's values, empty at first.
    IntList sequence() {
        IntList list = sequences[q++];
        list.size = 0;
        return list;
    }

    int[] sparse() {
        return sparse;
    }

    /// The numbers, then the weights.
    double[] dense() {
        return dense;
    }

    /// A sequence field's values.
    int[] sequence(int field) {
        return Arrays.copyOf(sequences[field].values, sequences[field].size);
    }

    /// @param lists one for each sequence field
    void writeTo(IntWriter ids, List<ListWriter> lists, FloatWriter numbers) throws IOException {
        ids.add(sparse);
        for (int field = 0; field < sequences.length; field++) {
            IntList list = sequences[field];
            for (int i = 0; i < list.size; i++) {
                lists.get(field).add(list.values[i]);
            }
        }
        numbers.add(dense);
    }

    /// Ints that become more.
    static final class IntList {
        private int[] values = new int[16];
        private int size;

        int size() {
            return size;
        }

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }
}
