package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.settings.TableField;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Encodes a column with one value as one id.
record SparseCoder(TableField.Sparse field, int column, IdTable table, ExtractedIds ids, IdOfMissing missing)
        implements FieldCoder {

    SparseCoder(TableField.Sparse field, int column, IdTable table, ExtractedIds ids) {
        this(field, column, table, ids, new IdOfMissing(field.missing(), table));
    }

    /// The id that replaces an empty value. Its text is not extracted from anything.
    static final class IdOfMissing {
        private final byte[] text;
        private final IdTable table;

        IdOfMissing(String text, IdTable table) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
            this.table = table;
        }

        int number() {
            return table.number(text, 0, text.length);
        }
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.sparse(field.name(), table.size(), field.width()).in(field.table()));
    }

    @Override
    public void read(Row row, RowBuffer into) {
        if (row.isEmpty(column)) {
            into.sparse(missing.number());
        } else if (field.extraction().unreadable() == TableField.Unreadable.MISSING) {
            into.sparse(numberOrMissing(row));
        } else {
            into.sparse(number(row));
        }
    }

    /// Reads all rows of a block at once if its values are numbered as they stand, which none can fail to be.
    ///
    /// @param cells the column
    /// @return whether it was so
    boolean readAll(Cells cells, int rows, EncodedRows into, int place) {
        if (!(table instanceof LearntVocabulary vocabulary) || !ids.isPlain()) {
            return false;
        }
        int[] begins = new int[rows];
        int[] ends = new int[rows];
        int[] present = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            begins[count] = cells.begin(row);
            ends[count] = cells.end(row);
            present[count] = row;
            count += begins[count] == ends[count] ? 0 : 1;
        }
        int[] numbers = new int[count];
        vocabulary.numberAll(cells.bytes(), begins, ends, count, numbers);
        if (count < rows) {
            int empty = missing.number();
            for (int row = 0; row < rows; row++) {
                into.ids()[row * into.idWidth() + place] = empty;
            }
        }
        for (int i = 0; i < count; i++) {
            into.ids()[present[i] * into.idWidth() + place] = numbers[i];
        }
        return true;
    }

    /// The id of a cross that was joined already.
    int number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 ? missing.number() : ids.number(bytes, 0, bytes.length);
    }

    private int number(Row row) {
        return ids.number(row.bytes(column), row.begin(column), row.end(column));
    }

    private int numberOrMissing(Row row) {
        try {
            return number(row);
        } catch (BadRow _) {
            return missing.number();
        }
    }

    @Override
    public String words() {
        return table.words();
    }

    @Override
    public String decode(int[] given, float[] numbers) {
        return table.text(given[0]);
    }
}
