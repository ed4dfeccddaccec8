package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Values that are known, numbered 1..n. Safe for several threads.
final class Vocabulary implements IdTable {
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
        return new Vocabulary(values.size(), value -> values.get(value).getBytes(StandardCharsets.UTF_8), "fixed list");
    }

    /// What was learnt, from its file. The values stay there until one is looked up.
    static Vocabulary of(ColumnTable table, int minCount) {
        ColumnValues.Texts texts = table.texts("value");
        return new Vocabulary(Math.toIntExact(table.rows()), texts::row, LearntVocabulary.words(minCount));
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
