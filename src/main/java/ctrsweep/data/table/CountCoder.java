package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableField.Take;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// Encodes a value as the number of training rows, or of positives among them, that have it. What is read is the
/// value's number in a vocabulary of its own; the scale is learnt from the counts of the training rows.
record CountCoder(TableField.Dense field, int column, IdTable table, Counts counts, Scale scale) implements FieldCoder {

    /// The name of the vocabulary of a field's values.
    static String vocabulary(String field) {
        return "of counts " + field;
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.dense(field.name(), field.width()));
    }

    @Override
    public void read(Row row, RowBuffer into) {
        into.dense(table.number(row.bytes(column), row.begin(column), row.end(column)));
    }

    /// Whether positives are counted, and not rows.
    boolean positives() {
        return field.extraction().take() == Take.POSITIVES;
    }

    /// The number that the model gets for the id of a value.
    DoubleUnaryOperator function() {
        return id -> scale.of(counts.of((int) id));
    }

    @Override
    public String words() {
        return field.extraction().take().name().toLowerCase(Locale.ROOT) + ", " + scale.words();
    }

    @Override
    public String decode(int[] ids, float[] numbers) {
        return String.format(Locale.ROOT, "%.4g", numbers[0]);
    }
}
