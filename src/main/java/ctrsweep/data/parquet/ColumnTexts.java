package ctrsweep.data.parquet;

import ctrsweep.data.DataException;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.LayerKind;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Turns a column's batches into text, and numbers into doubles.
///
/// @param name for messages
/// @param column the leaf that has the values
/// @param texts of its type
/// @param separator of the values of a list; empty for a column without lists
record ColumnTexts(String name, ColumnSchema column, BatchText.OfBatch texts, String separator) {

    /// The leaf's place in the schema.
    String path() {
        return String.join(".", column.fieldPath().elements());
    }

    /// What a reader's batch has: its arrays are taken at once, and turned into text or numbers when these are
    /// asked for.
    ///
    /// @param reading tells where the rows are that cannot be turned into text
    ValueColumn of(ColumnReader reader, UnaryOperator<Supplier<TextColumn>> reading) {
        int size = reader.getRecordCount();
        Validity validity = reader.getLeafValidity();
        if (!separator.isEmpty()) {
            return new ValueColumn(reading.apply(lists(reader, validity)), Optional.empty());
        }
        if (BatchText.isText(column)) {
            TextColumn text = new TextColumn(reader.getBinaryValues(), reader.getBinaryOffsets(), size);
            return new ValueColumn(() -> text, Optional.empty());
        }
        BatchText values = texts.of(reader);
        return new ValueColumn(
                reading.apply(() -> texts(values, validity, size)),
                BatchNumbers.of(column, reader).map(numbers -> () -> numbers(numbers, validity, size)));
    }

    private static TextColumn texts(BatchText values, Validity validity, int size) {
        boolean hasNulls = validity.hasNulls();
        TextBuilder text = new TextBuilder(8 * size);
        int[] offsets = new int[size + 1];
        for (int row = 0; row < size; row++) {
            if (!hasNulls || validity.isNotNull(row)) {
                values.append(row, text);
            }
            offsets[row + 1] = text.size();
        }
        return new TextColumn(text.bytes(), offsets, size);
    }

    private static double[] numbers(BatchNumbers values, Validity validity, int size) {
        boolean hasNulls = validity.hasNulls();
        double[] numbers = new double[size];
        for (int row = 0; row < size; row++) {
            numbers[row] = hasNulls && validity.isNull(row) ? Double.NaN : values.at(row);
        }
        return numbers;
    }

    /// Null values and empty ones are left out, as those between two separators are.
    private Supplier<TextColumn> lists(ColumnReader reader, Validity validity) {
        int size = reader.getRecordCount();
        int count = reader.getValueCount();
        BatchText values = texts.of(reader);
        int[] begins = reader.getLayerOffsets(listLayer(reader));
        return () -> {
            byte[] between = separator.getBytes(StandardCharsets.UTF_8);
            TextBuilder text = new TextBuilder(8 * count);
            int[] offsets = new int[size + 1];
            for (int row = 0; row < size; row++) {
                for (int value = begins[row]; value < begins[row + 1]; value++) {
                    if (validity.isNotNull(value)) {
                        appendNext(values, value, text, offsets[row], between);
                    }
                }
                offsets[row + 1] = text.size();
            }
            return new TextColumn(text.bytes(), offsets, size);
        };
    }

    private static int listLayer(ColumnReader reader) {
        int layer = 0;
        while (reader.getLayerKind(layer) != LayerKind.REPEATED) {
            layer++;
        }
        return layer;
    }

    /// @param begin where the row's text begins
    private void appendNext(BatchText values, int value, TextBuilder text, int begin, byte[] between) {
        int before = text.size();
        if (before > begin) {
            text.append(between, 0, between.length);
        }
        int from = text.size();
        values.append(value, text);
        if (text.size() == from) {
            text.cutTo(before);
        } else if (has(text, from, between)) {
            throw new DataException(
                    "a list in column %s has the value \"%s\", which contains the separator \"%s\"; set another one"
                            .formatted(
                                    name,
                                    new String(text.bytes(), from, text.size() - from, StandardCharsets.UTF_8),
                                    separator));
        }
    }

    private static boolean has(TextBuilder text, int from, byte[] between) {
        for (int at = from; at + between.length <= text.size(); at++) {
            if (Arrays.equals(text.bytes(), at, at + between.length, between, 0, between.length)) {
                return true;
            }
        }
        return false;
    }
}
