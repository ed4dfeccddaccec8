package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Encoded rows as people read them.
record Decoding(FieldCoders coders, Rows rows) {

    /// Field by field, what the first rows have.
    List<TableDataset.FirstValues> first(int count) {
        int sparse = 0;
        int sequences = 0;
        int dense = 0;
        List<TableDataset.FirstValues> all = new ArrayList<>();
        for (FieldCoder coder : coders.list()) {
            List<Field> fields = coder.fields();
            int length = fields.stream().mapToInt(Field::length).sum();
            List<String> values = new ArrayList<>();
            for (int row = 0; row < Math.min(count, rows.size()); row++) {
                values.add(
                        switch (fields.getFirst().kind()) {
                            case SPARSE -> coder.decode(ids(rows.sparse(), row, sparse, 1), new float[0]);
                            case SEQUENCE -> coder.decode(ids(rows.sequences(), row, sequences, length), new float[0]);
                            case DENSE -> coder.decode(new int[0], numbers(row, dense, length));
                        });
            }
            all.add(new TableDataset.FirstValues(coder.name(), values));
            switch (fields.getFirst().kind()) {
                case SPARSE -> sparse++;
                case SEQUENCE -> sequences += length;
                case DENSE -> dense += length;
            }
        }
        return all;
    }

    private int[] ids(int[] columns, int row, int from, int length) {
        int at = columns.length / rows.size() * row + from;
        return Arrays.copyOfRange(columns, at, at + length);
    }

    private float[] numbers(int row, int from, int length) {
        int at = rows.dense().length / rows.size() * row + from;
        return Arrays.copyOfRange(rows.dense(), at, at + length);
    }
}
