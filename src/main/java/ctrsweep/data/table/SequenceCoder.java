package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.settings.TableField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ids of the values in one column; the model gets the first `length` known ones. Empty values are none.
record SequenceCoder(TableField.Sequence field, int column, IdTable table, ExtractedIds ids, SeparatedValues separated)
        implements FieldCoder {

    SequenceCoder(TableField.Sequence field, int column, IdTable table, ExtractedIds ids) {
        this(
                field,
                column,
                table,
                ids,
                new SeparatedValues(
                        field.source() instanceof TableField.Cross
                                ? Derived.Combinations.SEPARATOR
                                : field.separator()));
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.sequence(field.name(), table.size(), field.width(), field.length())
                .in(field.table())
                .pooledBy(field.pooling()));
    }

    @Override
    public void read(Row row, RowBuffer into) {
        RowBuffer.IntList list = into.sequence();
        byte[] bytes = row.bytes(column);
        separated.forEach(
                bytes, row.begin(column), row.end(column), (begin, end) -> list.add(ids.number(bytes, begin, end)));
    }

    @Override
    public String words() {
        return "%s, %s of at most %d"
                .formatted(table.words(), field.pooling().name().toLowerCase(Locale.ROOT), field.length());
    }

    @Override
    public String decode(int[] given, float[] numbers) {
        return Arrays.stream(given)
                .filter(id -> id != 0)
                .mapToObj(table::text)
                .collect(Collectors.joining(field.separator()));
    }
}
