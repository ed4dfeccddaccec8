package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.TableWriter;
import ctrsweep.data.column.TextWriter;
import ctrsweep.settings.TableField.Order;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A vocabulary that is being learnt: values are numbered from 1 as they come; their ids are known once the
/// training rows are counted.
final class LearntVocabulary implements IdTable {
    private final ByteVocabulary values = new ByteVocabulary();
    private final int minCount;
    private final Order order;
    private int[] counts = new int[0];
    private int[] ids = new int[0];
    private int[] known = new int[0];

    LearntVocabulary(int minCount, Order order) {
        this.minCount = minCount;
        this.order = order;
    }

    @Override
    public int number(byte[] bytes, int begin, int end) {
        return 1 + values.number(bytes, begin, end);
    }

    /// Numbers several values, as [#number] does one after another.
    void numberAll(byte[] bytes, int[] begins, int[] ends, int count, int[] numbers) {
        values.numberAll(bytes, begins, ends, count, numbers);
        for (int i = 0; i < count; i++) {
            numbers[i]++;
        }
    }

    @Override
    public int[] beginCounting() {
        if (counts.length == 0) {
            counts = new int[1 + values.size()];
        }
        return counts;
    }

    @Override
    public void settle() {
        if (ids.length > 0) {
            return;
        }
        known = sorted(values, value -> counts[1 + value] >= minCount, order);
        ids = new int[counts.length];
        for (int i = 0; i < known.length; i++) {
            ids[1 + known[i]] = 1 + i;
        }
    }

    private static int[] sorted(ByteVocabulary values, IntPredicate kept, Order order) {
        Comparator<Integer> byText = Comparator.<Integer>comparingLong(
                        value -> values.beginning(value) ^ Long.MIN_VALUE)
                .thenComparing(values::compare);
        return IntStream.range(0, values.size())
                .filter(kept)
                .boxed()
                .sorted(
                        switch (order) {
                            case TEXT -> byText;
                            case NUMBER ->
                                Comparator.<Integer>comparingInt(values::length).thenComparing(byText);
                        })
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The rank of each value, in the order of whole numbers.
    static int[] ranks(ByteVocabulary values) {
        int[] sorted = sorted(values, _ -> true, Order.NUMBER);
        int[] ranks = new int[sorted.length];
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        return ranks;
    }

    @Override
    public int[] ids() {
        return ids;
    }

    /// The number of training rows that have the value of an id.
    int count(int id) {
        return counts[1 + known[id - 1]];
    }

    @Override
    public int size() {
        return 1 + known.length;
    }

    @Override
    public String text(int id) {
        throw new IllegalStateException("it is still learnt");
    }

    @Override
    public String words() {
        return words(minCount);
    }

    static String words(int minCount) {
        return minCount == 1 ? "vocabulary" : "vocabulary, seen " + minCount + "+ times";
    }

    /// Writes the known values for [Vocabulary] to read.
    void write(FileWriter file, String table) throws IOException {
        TableWriter rows = file.table(table, List.of(ColumnType.texts(Vocabulary.VALUE)));
        TextWriter texts = rows.texts(Vocabulary.VALUE);
        for (int value : known) {
            byte[] bytes = values.value(value);
            texts.add(bytes, 0, bytes.length);
            rows.endRow();
        }
    }
}
