package ctrsweep.data.table;

import ctrsweep.config.Nearest;
import ctrsweep.data.DataException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The columns of a row by name.
final class Columns {
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    /// @param where the file, and the line where there is a header
    /// @throws DataException when a name is there twice
    Columns(String where, List<String> names) {
        this.names = List.copyOf(names);
        for (String name : names) {
            if (places.put(name, places.size()) != null) {
                throw new DataException("%s: column %s is there twice".formatted(where, name));
            }
        }
    }

    /// Those of a file without names: `1`, `2` and so on.
    static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /// @param where who asks, for the message
    /// @throws DataException when there is none; names the nearest
    int at(String name, String where) {
        Integer place = places.get(name);
        if (place == null) {
            throw new DataException("%s: there is no column %s%s".formatted(where, name, Nearest.hint(name, names)));
        }
        return place;
    }
}
