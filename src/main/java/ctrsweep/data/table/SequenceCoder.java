package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.settings.TableField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ids of the values in one column; the model gets the first `length` known ones, or where they have weights the
/// first `length`. Empty values are none.
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
        Field plain = Field.sequence(field.name(), table.size(), field.width(), field.length())
                .in(field.table())
                .pooledBy(field.pooling());
        return List.of(isWeighted() ? plain.withWeights() : plain);
    }

    private boolean isWeighted() {
        return !field.weights().isEmpty();
    }

    @Override
    public void read(Row row, RowBuffer into) {
        EncodedRows.Lists list = into.sequence();
        byte[] bytes = row.bytes(column);
        int weights = isWeighted() ? into.weights(field.length()) : 0;
        separated.forEach(bytes, row.begin(column), row.end(column), (begin, end) -> {
            if (isWeighted()) {
                readWeighted(NumberParser.text(bytes, begin, end), list, weights, into);
            } else {
                list.add(ids.number(bytes, begin, end));
            }
        });
    }

    /// @param weights the place of the first id's weight
    private void readWeighted(String value, EncodedRows.Lists list, int weights, RowBuffer into) {
        int at = value.lastIndexOf(field.weights());
        if (at < 1) {
            throw new BadRow("\"%s\" is not an id and its weight, as 17%s0.5".formatted(value, field.weights()));
        }
        double weight = weight(value.substring(at + field.weights().length()));
        if (list.size() < field.length()) {
            into.weight(weights + list.size(), weight);
        }
        byte[] id = value.substring(0, at).getBytes(StandardCharsets.UTF_8);
        list.add(ids.number(id, 0, id.length));
    }

    private static double weight(String text) {
        double weight = NumberParser.inFloat(NumberParser.parsed(text), text);
        if (weight < 0) {
            throw new BadRow("the weight %s is below 0".formatted(text));
        }
        return weight;
    }

    @Override
    public String words() {
        return "%s, %s%s of at most %d"
                .formatted(
                        table.words(),
                        isWeighted() ? "weighted " : "",
                        field.pooling().name().toLowerCase(Locale.ROOT),
                        field.length());
    }

    @Override
    public String decode(int[] given, float[] numbers) {
        return Arrays.stream(given)
                .filter(id -> id != 0)
                .mapToObj(table::text)
                .collect(Collectors.joining(field.separator()));
    }
}
