package ctrsweep.data;

import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.FloatWriter;
import ctrsweep.data.column.IntWriter;
import ctrsweep.data.column.ListWriter;
import ctrsweep.data.column.TableWriter;
import java.io.IOException;

/// Rows on their way into a mapped table, in the columns that [TableRows#of] reads back. A list ends before the
/// zeros at its end, which are padding.
public record TableOfRows(Schema schema, Rows rows) {

    public void write(FileWriter file, String name) throws IOException {
        TableWriter table =
                file.table(name, TableRows.columns(schema, rows.weights().length > 0, rows.groups().length > 0));
        int size = rows.size();
        for (int row = 0; row < size; row++) {
            ints(table, TableRows.SPARSE, rows.sparse(), row);
            lists(table, row);
            floats(table, TableRows.DENSE, rows.dense(), row);
            floats(table, TableRows.LABEL, rows.labels(), row);
            floats(table, TableRows.WEIGHT, rows.weights(), row);
            ints(table, TableRows.GROUP, rows.groups(), row);
            table.endRow();
        }
    }

    private void ints(TableWriter table, String column, int[] values, int row) throws IOException {
        if (values.length > 0) {
            IntWriter writer = table.ints(column);
            int width = values.length / rows.size();
            for (int at = row * width; at < (row + 1) * width; at++) {
                writer.add(values[at]);
            }
        }
    }

    private void floats(TableWriter table, String column, float[] values, int row) throws IOException {
        if (values.length > 0) {
            FloatWriter writer = table.floats(column);
            int width = values.length / rows.size();
            for (int at = row * width; at < (row + 1) * width; at++) {
                writer.add(values[at]);
            }
        }
    }

    private void lists(TableWriter table, int row) throws IOException {
        int at = row * schema.columns(Field.Kind.SEQUENCE);
        for (Field field : schema.of(Field.Kind.SEQUENCE)) {
            ListWriter writer = table.lists(TableRows.sequence(field));
            int length = field.length();
            while (length > 0 && rows.sequences()[at + length - 1] == 0) {
                length--;
            }
            for (int i = 0; i < length; i++) {
                writer.add(rows.sequences()[at + i]);
            }
            at += field.length();
        }
    }
}
