package ctrsweep.model;

import ctrsweep.data.Rows;
import java.util.List;

/// How a model wants a row's columns: fields of one embedding width side by side, ids numbered through all
/// tables.
///
/// @param sparseOrder for each of the model's sparse columns, the column of [Rows#sparse] that it comes from
/// @param sparseOffset for each of the model's sparse columns, the number of its table's row 0
/// @param sequenceOffset for each column of [Rows#sequences], the number of its table's row 0
/// @param denseOrder for each of the model's dense columns, the column of [Rows#dense] that it comes from
public record Inputs(
        List<Integer> sparseOrder, List<Integer> sparseOffset, List<Integer> sequenceOffset, List<Integer> denseOrder) {
    public Inputs {
        sparseOrder = List.copyOf(sparseOrder);
        sparseOffset = List.copyOf(sparseOffset);
        sequenceOffset = List.copyOf(sequenceOffset);
        denseOrder = List.copyOf(denseOrder);
    }

    /// (rows, sparse columns) row numbers.
    public int[] sparse(Rows rows) {
        int width = sparseOrder.size();
        int[] order = ints(sparseOrder);
        int[] offset = ints(sparseOffset);
        int[] from = rows.sparse();
        int[] to = new int[from.length];
        for (int row = 0; row < to.length; row += width) {
            for (int column = 0; column < width; column++) {
                to[row + column] = from[row + order[column]] + offset[column];
            }
        }
        return to;
    }

    /// (rows, sequence columns) row numbers.
    public int[] sequences(Rows rows) {
        int width = sequenceOffset.size();
        int[] offset = ints(sequenceOffset);
        int[] to = rows.sequences().clone();
        for (int row = 0; row < to.length; row += width) {
            for (int column = 0; column < width; column++) {
                to[row + column] += offset[column];
            }
        }
        return to;
    }

    /// (rows, dense columns).
    public float[] dense(Rows rows) {
        int width = denseOrder.size();
        int[] order = ints(denseOrder);
        float[] from = rows.dense();
        float[] to = new float[from.length];
        for (int row = 0; row < to.length; row += width) {
            for (int column = 0; column < width; column++) {
                to[row + column] = from[row + order[column]];
            }
        }
        return to;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
