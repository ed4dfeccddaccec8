package ctrsweep.data.table;

import ctrsweep.config.TableField;
import ctrsweep.data.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The ids of the values in one column: the first `length` known ones. Empty values are none.
record SequenceCoder(TableField.Sequence field, int column, Taker taker, IdTable table) implements FieldCoder {

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.sequence(field.name(), table.size(), field.width(), field.length()));
    }

    @Override
    public void learn(String value, float label) {
        Parts.forEach(value, field.separator(), part -> table.learn(taker.text(part)));
    }

    @Override
    public void settle() {
        table.settle();
    }

    @Override
    public void encode(String value, RowBuffer into, Coverage coverage) {
        int[] written = new int[1];
        Parts.forEach(value, field.separator(), part -> {
            int id = table.id(taker.text(part));
            coverage.count(id);
            if (id != 0 && written[0] < field.length()) {
                into.sequence(id);
                written[0]++;
            }
        });
        for (int slot = written[0]; slot < field.length(); slot++) {
            into.sequence(0);
        }
    }

    @Override
    public String words() {
        return table.words() + ", at most " + field.length();
    }

    @Override
    public String decode(int[] ids, float[] numbers) {
        return Arrays.stream(ids)
                .filter(id -> id != 0)
                .mapToObj(table::text)
                .collect(Collectors.joining(field.separator()));
    }
}
