package ctrsweep.data.table;

import ctrsweep.config.TableField;
import ctrsweep.config.TableField.Take;
import ctrsweep.data.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How many training rows, or positives among them, have a value. The scale is learnt from what training rows
/// get.
record CountCoder(TableField.Dense field, int column, Map<String, int[]> counts, Scale scale) implements FieldCoder {
    private static final int ROWS = 0;
    private static final int POSITIVES = 1;

    static CountCoder of(TableField.Dense field, int column) {
        return new CountCoder(field, column, new HashMap<>(), new Scale(field.normalize()));
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
    public void learn(String value, float label) {
        int[] count = counts.computeIfAbsent(value, _ -> new int[2]);
        count[ROWS]++;
        count[POSITIVES] += label == 1 ? 1 : 0;
    }

    /// In the order of the values, for sums of numbers depend on theirs.
    @Override
    public void settle() {
        counts.keySet().stream().sorted().forEach(value -> {
            double count = count(value);
            for (int row = counts.getOrDefault(value, new int[2])[ROWS]; row > 0; row--) {
                scale.learn(count);
            }
        });
    }

    private double count(String value) {
        int[] count = counts.getOrDefault(value, new int[2]);
        return count[field.taken().take() == Take.COUNT ? ROWS : POSITIVES];
    }

    @Override
    public void encode(String value, RowBuffer into, Coverage coverage) {
        coverage.count(counts.containsKey(value) ? 1 : 0);
        into.dense(scale.of(count(value)));
    }

    @Override
    public String words() {
        return field.taken().take().name().toLowerCase(Locale.ROOT) + ", " + scale.words();
    }

    @Override
    public String decode(int[] ids, float[] numbers) {
        return String.format(Locale.ROOT, "%.4g", numbers[0]);
    }
}
