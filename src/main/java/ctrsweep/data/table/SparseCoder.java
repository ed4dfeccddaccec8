package ctrsweep.data.table;

import ctrsweep.config.TableField;
import ctrsweep.data.Field;
import java.util.List;

/// One id of one value.
record SparseCoder(TableField.Sparse field, int column, Taker taker, IdTable table) implements FieldCoder {

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.sparse(field.name(), table.size(), field.width()));
    }

    @Override
    public void learn(String value, float label) {
        table.learn(text(value));
    }

    @Override
    public void settle() {
        table.settle();
    }

    @Override
    public void encode(String value, RowBuffer into, Coverage coverage) {
        int id = table.id(text(value));
        coverage.count(id);
        into.sparse(id);
    }

    private String text(String value) {
        return value.isEmpty() ? field.missing() : taker.text(value);
    }

    @Override
    public String words() {
        return table.words();
    }

    @Override
    public String decode(int[] ids, float[] numbers) {
        return table.text(ids[0]);
    }
}
