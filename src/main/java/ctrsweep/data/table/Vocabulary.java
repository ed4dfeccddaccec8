package ctrsweep.data.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts, numbered 1..n. A learnt one has no ids before it is settled.
final class Vocabulary implements IdTable {
    private final int minCount;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private List<String> texts = List.of();

    private Vocabulary(int minCount) {
        this.minCount = minCount;
    }

    /// Of the values that training rows have at least so many times, in the order of their texts.
    static Vocabulary learnt(int minCount) {
        return new Vocabulary(minCount);
    }

    static Vocabulary of(List<String> values) {
        Vocabulary vocabulary = new Vocabulary(0);
        vocabulary.number(values);
        return vocabulary;
    }

    @Override
    public void learn(String text) {
        if (minCount > 0) {
            counts.merge(text, 1, Integer::sum);
        }
    }

    @Override
    public void settle() {
        if (minCount > 0 && !counts.isEmpty()) {
            number(counts.entrySet().stream()
                    .filter(entry -> entry.getValue() >= minCount)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList());
            counts.clear();
        }
    }

    private void number(List<String> values) {
        texts = List.copyOf(values);
        texts.forEach(text -> ids.putIfAbsent(text, ids.size() + 1));
    }

    @Override
    public int id(String text) {
        return ids.getOrDefault(text, 0);
    }

    @Override
    public int size() {
        return ids.size() + 1;
    }

    @Override
    public String text(int id) {
        return id == 0 ? "?" : texts.get(id - 1);
    }

    @Override
    public String words() {
        return minCount == 0 ? "fixed list" : minCount == 1 ? "vocabulary" : "vocabulary, seen " + minCount + "+ times";
    }
}
