package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Values that are known, numbered 1..n. Safe for several threads.
final class Vocabulary implements IdTable {
    /// The column of the values.
    static final String VALUE = "value";

    private static final String FIXED = "fixed list";

    private final int size;
    private final IntFunction<byte[]> values;
    private final String words;
    private Optional<ByteVocabulary> numbers = Optional.empty();

    private Vocabulary(int size, IntFunction<byte[]> values, String words) {
        this.size = size;
        this.values = values;
        this.words = words;
    }

    /// A fixed list.
    static Vocabulary of(List<String> values) {
        return new Vocabulary(values.size(), value -> values.get(value).getBytes(StandardCharsets.UTF_8), FIXED);
    }

    /// A fixed list that [#write] wrote.
    static Vocabulary fixed(ColumnTable table) {
        return of(table, FIXED);
    }

    /// What was learnt, from its file. The values stay there until one is looked up.
    static Vocabulary of(ColumnTable table, int minCount) {
        return of(table, LearntVocabulary.words(minCount));
    }

    private static Vocabulary of(ColumnTable table, String words) {
        ColumnValues.Texts texts = table.texts(VALUE);
        return new Vocabulary(Math.toIntExact(table.rows()), texts::row, words);
    }

    /// Writes the values.
    void write(FileWriter file, String table) throws IOException {
        TableWriter rows = file.table(table, List.of(ColumnType.texts(VALUE)));
        for (int value = 0; value < size; value++) {
            byte[] bytes = values.apply(value);
            rows.texts(VALUE).add(bytes, 0, bytes.length);
            rows.endRow();
        }
    }

    @Override
    public int number(byte[] bytes, int begin, int end) {
        return 1 + numbers().find(bytes, begin, end);
    }

    private synchronized ByteVocabulary numbers() {
        if (numbers.isEmpty()) {
            ByteVocabulary all = new ByteVocabulary();
            for (int value = 0; value < size; value++) {
                byte[] bytes = values.apply(value);
                all.number(bytes, 0, bytes.length);
            }
            numbers = Optional.of(all);
        }
        return numbers.get();
    }

    @Override
    public int size() {
        return 1 + size;
    }

    @Override
    public String text(int id) {
        return id == 0 ? "?" : new String(values.apply(id - 1), StandardCharsets.UTF_8);
    }

    @Override
    public String words() {
        return words;
    }
}
