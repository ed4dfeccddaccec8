package ctrsweep.data.parquet;

import ctrsweep.data.DataException;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.LayerKind;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Turns a column's batches into text.
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

    /// @throws DataException when a value of a list has the separator
    TextColumn of(ColumnReader reader) {
        if (!separator.isEmpty()) {
            return lists(reader);
        }
        int size = reader.getRecordCount();
        if (BatchText.isText(column)) {
            return new TextColumn(reader.getBinaryValues(), reader.getBinaryOffsets(), size);
        }
        BatchText values = texts.of(reader);
        Validity validity = reader.getLeafValidity();
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

    /// Null values and empty ones are left out, as those between two separators are.
    private TextColumn lists(ColumnReader reader) {
        int size = reader.getRecordCount();
        BatchText values = texts.of(reader);
        Validity validity = reader.getLeafValidity();
        int[] begins = reader.getLayerOffsets(listLayer(reader));
        byte[] between = separator.getBytes(StandardCharsets.UTF_8);
        TextBuilder text = new TextBuilder(8 * reader.getValueCount());
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
