package ctrsweep.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What many trials have in common, kept once; a trial has its place.
final class Pool<T> {
    private final Map<T, Integer> places = new HashMap<>();
    private final List<T> kept = new ArrayList<>();

    /// From 0.
    int place(T one) {
        return places.computeIfAbsent(one, added -> {
            kept.add(added);
            return kept.size() - 1;
        });
    }

    List<T> kept() {
        return List.copyOf(kept);
    }
}
