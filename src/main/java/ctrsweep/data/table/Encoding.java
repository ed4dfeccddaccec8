package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.Field;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.settings.TableSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Encodes further rows as the training rows were encoded.
///
/// @param layout of the rows of the files
record Encoding(TableSettings settings, RowLayout layout, FieldCoders coders) {

    /// The columns of the files that fields or joins use.
    List<String> columns() {
        return new UsedColumns(settings)
                .ofFields()
                .distinct()
                .filter(layout.own()::has)
                .toList();
    }

    /// @throws DataException with the place of a row whose values cannot be read
    Rows of(List<RawRow> raw) {
        return of(raw, columns(), (_, _) -> {});
    }

    /// Takes what else a row has.
    interface RowTaker {
        /// @param number of the row, from 0
        /// @throws BadRow when it cannot be read
        void accept(int number, Row row);
    }

    /// @param needed the columns that are read
    /// @param besides gets each row, with what is joined to it
    Rows of(List<RawRow> raw, List<String> needed, RowTaker besides) {
        Schema schema = coders.schema();
        int listed = schema.columns(Field.Kind.SEQUENCE);
        int dense = schema.columns(Field.Kind.DENSE);
        int[] lists = new int[raw.size() * listed];
        float[] numbers = new float[raw.size() * dense];
        List<DoubleUnaryOperator> functions = coders.functions();
        EncodedRows read = coders.rows(raw.size());
        RowBuffer buffer = coders.buffer(read);
        for (int row = 0; row < raw.size(); row++) {
            buffer.begin(row);
            read(row, raw.get(row), needed, buffer, besides);
            scale(raw.get(row), read.numbers(), row * dense, functions);
            int at = row * listed;
            List<Field> sequences = schema.of(Field.Kind.SEQUENCE);
            for (int field = 0; field < sequences.size(); field++) {
                boolean weighted = sequences.get(field).weighted();
                int[] known = Arrays.stream(read.lists().get(field).row(row))
                        .filter(id -> id != 0 || weighted)
                        .limit(sequences.get(field).length())
                        .toArray();
                System.arraycopy(known, 0, lists, at, known.length);
                at += sequences.get(field).length();
            }
        }
        for (int place = 0; place < numbers.length; place++) {
            numbers[place] = (float) read.numbers()[place];
        }
        return new Rows(raw.size(), read.ids(), lists, numbers, new float[raw.size()], new int[0]);
    }

    /// @param first place of the row's numbers
    private static void scale(RawRow raw, double[] numbers, int first, List<DoubleUnaryOperator> functions) {
        try {
            for (int place = 0; place < functions.size(); place++) {
                numbers[first + place] = functions.get(place).applyAsDouble(numbers[first + place]);
            }
        } catch (BadRow e) {
            throw new DataException("%s: %s".formatted(raw.place(), e.getMessage()), e);
        }
    }

    private void read(int number, RawRow raw, List<String> needed, RowBuffer buffer, RowTaker besides) {
        List<String> values = new ArrayList<>(layout.own().names());
        values.replaceAll(column -> needed.contains(column) ? raw.text(column) : "");
        Row row = Row.of(values);
        layout.join(row);
        try {
            besides.accept(number, row);
            coders.read(row, buffer);
        } catch (BadRow e) {
            throw new DataException("%s: %s".formatted(raw.place(), e.getMessage()), e);
        }
    }
}
