package ctrsweep.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Ids of the values seen in training: 1..n in their natural order. Every other value is 0, the unknown.
final class Encoder<T extends Comparable<T>> {
    private final Map<T, Integer> ids = new HashMap<>();

    Encoder(Collection<T> values) {
        for (T value : new TreeSet<>(values)) {
            ids.put(value, ids.size() + 1);
        }
    }

    /// Every value is unknown.
    static <T extends Comparable<T>> Encoder<T> ofNothing() {
        return new Encoder<T>(List.of());
    }

    int id(T value) {
        return ids.getOrDefault(value, 0);
    }

    /// Number of ids, the unknown included.
    int vocabulary() {
        return ids.size() + 1;
    }
}
