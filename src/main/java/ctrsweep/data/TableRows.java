package ctrsweep.data;

import ctrsweep.data.column.Batch;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.ColumnValues;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The columns of a mapped table that make up a row of the model. Safe for several threads.
///
/// @param size rows of the table
/// @param sparse the sparse columns, in the schema's order, each with offset 0
/// @param sequences the sequence fields, in the schema's order, as wide as their length, each with offset 0
/// @param dense the dense columns, in the schema's order
/// @param labels one
/// @param weights one or none
/// @param groups one or none
public record TableRows(
        int size,
        List<Batch.IntSource> sparse,
        List<Batch.Padded> sequences,
        List<Batch.FloatSource> dense,
        List<Batch.FloatSource> labels,
        List<Batch.FloatPlace> weights,
        List<Batch.Place> groups) {

    /// Names of the columns that [#of] reads. Each sequence is a column of lists: [#sequence].
    public static final String SPARSE = "sparse";

    public static final String DENSE = "dense";
    public static final String LABEL = "label";
    public static final String WEIGHT = "weight";
    public static final String GROUP = "group";

    public static String sequence(Field field) {
        return "sequence " + field.name();
    }

    public TableRows {
        sparse = List.copyOf(sparse);
        sequences = List.copyOf(sequences);
        dense = List.copyOf(dense);
        labels = List.copyOf(labels);
        weights = List.copyOf(weights);
        groups = List.copyOf(groups);
    }

    /// A table with the columns `sparse`, as wide as there are sparse fields, `dense`, as wide as they together,
    /// `label`, perhaps `weight` and `group`, and a list for each sequence field.
    public static TableRows of(ColumnTable table, Schema schema) {
        return new TableRows(
                Math.toIntExact(table.rows()),
                List.copyOf(places(table, SPARSE, schema.columns(Field.Kind.SPARSE))),
                schema.of(Field.Kind.SEQUENCE).stream()
                        .map(field -> new Batch.Padded(table.lists(sequence(field)), field.length(), 0, false))
                        .toList(),
                List.copyOf(floats(table, DENSE, schema.columns(Field.Kind.DENSE))),
                List.copyOf(floats(table, LABEL, 1)),
                floats(table, WEIGHT, table.columns().containsKey(WEIGHT) ? 1 : 0),
                places(table, GROUP, table.columns().containsKey(GROUP) ? 1 : 0));
    }

    private static List<Batch.Place> places(ColumnTable table, String column, int width) {
        if (width == 0) {
            return List.of();
        }
        ColumnValues.Ints values = table.ints(column);
        requireWidth(column, values.width(), width);
        return IntStream.range(0, width)
                .mapToObj(place -> new Batch.Place(values, place, 0, false))
                .toList();
    }

    private static List<Batch.FloatPlace> floats(ColumnTable table, String column, int width) {
        if (width == 0) {
            return List.of();
        }
        ColumnValues.Floats values = table.floats(column);
        requireWidth(column, values.width(), width);
        return IntStream.range(0, width)
                .mapToObj(place -> new Batch.FloatPlace(values, place, false))
                .toList();
    }

    private static void requireWidth(String column, int has, int wanted) {
        if (has != wanted) {
            throw new IllegalArgumentException(
                    "column %s is %d wide, not %d: another schema's".formatted(column, has, wanted));
        }
    }

    /// The columns of such a table.
    ///
    /// @param weighted whether rows have weights
    /// @param grouped whether they have groups
    public static List<ColumnType> columns(Schema schema, boolean weighted, boolean grouped) {
        List<ColumnType> columns = new ArrayList<>();
        columns.add(ColumnType.ints(SPARSE, schema.columns(Field.Kind.SPARSE)));
        schema.of(Field.Kind.SEQUENCE).forEach(field -> columns.add(ColumnType.lists(sequence(field))));
        columns.add(ColumnType.floats(DENSE, schema.columns(Field.Kind.DENSE)));
        columns.add(ColumnType.floats(LABEL, 1));
        if (weighted) {
            columns.add(ColumnType.floats(WEIGHT, 1));
        }
        if (grouped) {
            columns.add(ColumnType.ints(GROUP, 1));
        }
        return columns;
    }

    /// The same rows for training: with weights, without groups.
    public TableRows forTraining() {
        return new TableRows(size, sparse, sequences, dense, labels, weights, List.of());
    }

    /// The same rows for evaluation: with groups, without weights.
    public TableRows forEvaluation() {
        return new TableRows(size, sparse, sequences, dense, labels, List.of(), groups);
    }

    float[] labels(int[] order, int[] itemRows) {
        return floats(labels, order, itemRows);
    }

    /// Empty if rows have none.
    float[] weights(int[] order) {
        return floats(weights, order, order);
    }

    private static float[] floats(List<? extends Batch.FloatSource> column, int[] order, int[] itemRows) {
        float[] values = new float[column.isEmpty() ? 0 : order.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.getFirst().at(order[i], itemRows[i]);
        }
        return values;
    }

    /// Empty if rows have none.
    int[] groups(int[] order) {
        int[] values = new int[groups.isEmpty() ? 0 : order.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = groups.getFirst().column().at(order[i], 0);
        }
        return values;
    }

    /// All rows, as arrays.
    public Rows rows() {
        return rows(IntStream.range(0, size).toArray());
    }

    /// Rows in an order of their own, as arrays.
    ///
    /// @param order numbers of the table's rows
    public Rows rows(int[] order) {
        return rows(order, order, groups(order));
    }

    /// Rows in an order of their own, as arrays.
    ///
    /// @param order numbers of the table's rows
    /// @param itemRows the row of each one's item, the same array where there are no negatives
    /// @param grouped the group of each, or none
    Rows rows(int[] order, int[] itemRows, int[] grouped) {
        try (Batch batch = new Batch(Math.max(1, order.length))) {
            MemorySegment ids = batch.ints(sparse);
            MemorySegment lists = batch.ints(List.copyOf(sequences));
            MemorySegment numbers = batch.floats(dense);
            MemorySegment label = batch.floats(labels);
            MemorySegment weight = batch.floats(weights);
            batch.gather(order, itemRows, 0, order.length);
            return new Rows(
                    order.length,
                    ints(ids, order.length),
                    ints(lists, order.length),
                    floats(numbers, order.length),
                    floats(label, order.length),
                    floats(weight, order.length),
                    grouped);
        }
    }

    private static int[] ints(MemorySegment matrix, int rows) {
        return rows == 0 ? new int[0] : matrix.toArray(ValueLayout.JAVA_INT);
    }

    private static float[] floats(MemorySegment matrix, int rows) {
        return rows == 0 ? new float[0] : matrix.toArray(ValueLayout.JAVA_FLOAT);
    }
}
