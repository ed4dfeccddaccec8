package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a model wants a row's columns: fields of one embedding width side by side, ids numbered through all
/// tables.
///
/// @param dense numbers, then the weights of ids
public record Inputs(List<Column> sparse, List<Column> sequences, List<Column> dense) {
    public Inputs {
        sparse = List.copyOf(sparse);
        sequences = List.copyOf(sequences);
        dense = List.copyOf(dense);
    }

    /// @param from the column of [Rows] that it comes from
    /// @param offset the number of its table's row 0
    public record Column(int from, int offset) {}

    /// @param offsets of the fields that have a table
    static Inputs of(
            Schema schema, List<Field> sparse, List<Field> sequences, List<Field> dense, Map<String, Integer> offsets) {
        List<Column> numbers = new ArrayList<>(columns(schema.of(Field.Kind.DENSE), dense, offsets));
        int weights = schema.of(Field.Kind.DENSE).size();
        columns(schema.weighted(), sequences.stream().filter(Field::weighted).toList(), Map.of())
                .forEach(weight -> numbers.add(new Column(weights + weight.from(), 0)));
        return new Inputs(
                columns(schema.of(Field.Kind.SPARSE), sparse, offsets),
                columns(schema.of(Field.Kind.SEQUENCE), sequences, offsets),
                numbers);
    }

    private static List<Column> columns(List<Field> given, List<Field> wanted, Map<String, Integer> offsets) {
        List<Column> columns = new ArrayList<>();
        for (Field field : wanted) {
            int begin = given.subList(0, given.indexOf(field)).stream()
                    .mapToInt(Field::length)
                    .sum();
            for (int i = 0; i < field.length(); i++) {
                columns.add(new Column(begin + i, offsets.getOrDefault(field.name(), 0)));
            }
        }
        return columns;
    }

    /// (rows, sparse columns) row numbers.
    public int[] sparse(Rows rows) {
        return numbered(rows.sparse(), rows.size(), sparse);
    }

    /// (rows, sequence columns) row numbers.
    public int[] sequences(Rows rows) {
        return numbered(rows.sequences(), rows.size(), sequences);
    }

    /// (rows, dense columns).
    public float[] dense(Rows rows) {
        int width = dense.size();
        int[] from = from(dense);
        float[] given = rows.dense();
        int stride = given.length / Math.max(rows.size(), 1);
        float[] taken = new float[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < width; column++) {
                taken[row * width + column] = given[row * stride + from[column]];
            }
        }
        return taken;
    }

    private static int[] numbered(int[] given, int rows, List<Column> columns) {
        int width = columns.size();
        int[] from = from(columns);
        int[] offset = columns.stream().mapToInt(Column::offset).toArray();
        int stride = given.length / Math.max(rows, 1);
        int[] taken = new int[rows * width];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column++) {
                taken[row * width + column] = given[row * stride + from[column]] + offset[column];
            }
        }
        return taken;
    }

    private static int[] from(List<Column> columns) {
        return columns.stream().mapToInt(Column::from).toArray();
    }
}
