package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Numbers the parts of a cross of columns of the row and of its item: a negative's cross is joined from the parts of
/// two rows.
///
/// @param field its name
record CrossedParts(String field, Derived.Joined cross, ByteVocabulary values) {
    private static final String VALUE = "value";

    /// The name of the column of numbers, and of the table of values.
    static String name(String field) {
        return "parts " + field;
    }

    ColumnType column() {
        return ColumnType.ints(name(field), cross.width());
    }

    int[] of(Row row) {
        return cross.parts(row).stream().mapToInt(this::number).toArray();
    }

    private int number(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        return values.number(bytes, 0, bytes.length);
    }

    /// Writes the values, in the order of their numbers.
    void write(FileWriter file) throws IOException {
        TableWriter table = file.table(name(field), List.of(ColumnType.texts(VALUE)));
        for (int number = 0; number < values.size(); number++) {
            byte[] value = values.value(number);
            table.texts(VALUE).add(value, 0, value.length);
            table.endRow();
        }
    }

    /// The ids of crosses, each of a row with the item of another.
    ///
    /// @param ofItem which parts are the item's
    record Ids(ColumnValues.Ints parts, ColumnValues.Texts values, List<Boolean> ofItem, SparseCoder coder) {
        Ids {
            ofItem = List.copyOf(ofItem);
        }

        static Ids of(ColumnTable rows, ColumnTable values, List<Boolean> ofItem, SparseCoder coder) {
            return new Ids(rows.ints(name(coder.name())), values.texts(VALUE), ofItem, coder);
        }

        int of(int row, int itemRow) {
            List<String> texts = new ArrayList<>(ofItem.size());
            for (int place = 0; place < ofItem.size(); place++) {
                int number = parts.at(ofItem.get(place) ? itemRow : row, place);
                texts.add(new String(values.row(number), StandardCharsets.UTF_8));
            }
            return coder.number(Derived.Joined.joined(texts));
        }
    }
}
