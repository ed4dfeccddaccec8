package ctrsweep.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stores equal values once and numbers them from 0.
final class Interner<T> {
    private final Map<T, Integer> indices = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    int index(T value) {
        return indices.computeIfAbsent(value, added -> {
            values.add(added);
            return values.size() - 1;
        });
    }

    List<T> values() {
        return List.copyOf(values);
    }
}
