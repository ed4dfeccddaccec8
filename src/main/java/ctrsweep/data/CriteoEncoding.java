package ctrsweep.data;

import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.bytes.ByteNumbers;
import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.data.column.Column;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.FloatWriter;
import ctrsweep.data.column.IntWriter;
import ctrsweep.data.column.TableWriter;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// A text of Criteo's shape becoming a table: each category numbered by a vocabulary of its own without its rare
/// values, each number replaced by the logarithm of one more. The text is read once: categories are numbered as
/// they come, and anew when all are counted.
final class CriteoEncoding {
    static final String TABLE = "rows";
    static final String IDS = "ids";
    static final String DENSE = "dense";
    static final String LABEL = "label";

    private static final int LEAST_COUNT = 4;
    private static final int FIELDS = 1 + CriteoShaped.NUMBERS + CriteoShaped.CATEGORIES;

    private final List<ByteVocabulary> vocabularies =
            Stream.generate(ByteVocabulary::new).limit(CriteoShaped.CATEGORIES).toList();

    void encode(ByteLines text, FileWriter writer) throws IOException {
        TableWriter table = writer.table(
                TABLE,
                List.of(
                        Column.ints(IDS, CriteoShaped.CATEGORIES),
                        Column.floats(DENSE, CriteoShaped.NUMBERS),
                        Column.floats(LABEL, 1)));
        IntWriter ids = table.ints(IDS);
        FloatWriter dense = table.floats(DENSE);
        FloatWriter label = table.floats(LABEL);
        while (text.next()) {
            if (text.fields() != FIELDS) {
                throw new DataException("line %d has %d fields, not %d".formatted(text.line(), text.fields(), FIELDS));
            }
            label.add((float) number(text, 0));
            for (int i = 0; i < CriteoShaped.NUMBERS; i++) {
                dense.add((float) Math.log(Math.max(0, number(text, 1 + i)) + 1));
            }
            for (int i = 0; i < CriteoShaped.CATEGORIES; i++) {
                int field = 1 + CriteoShaped.NUMBERS + i;
                ids.add(vocabularies.get(i).add(text.bytes(), text.from(field), text.to(field)));
            }
            table.endRow();
        }
        ids.renumber(
                vocabularies.stream().map(values -> values.ids(LEAST_COUNT)).toList());
    }

    /// Distinct values of all categories.
    long distinct() {
        return vocabularies.stream().mapToLong(ByteVocabulary::size).sum();
    }

    private static double number(ByteLines text, int field) {
        int from = text.from(field);
        int to = text.to(field);
        return from == to
                ? 0
                : ByteNumbers.whole(text.bytes(), from, to)
                        .orElseThrow(() -> new DataException(
                                "line %d, field %d: not a whole number".formatted(text.line(), field + 1)));
    }
}
