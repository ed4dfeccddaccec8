package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.text.NearestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The columns of a row by name.
final class RowHeader {
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final Optional<String> remark;

    /// @param where the file, and the line where there is a header
    /// @throws DataException when a name is there twice
    RowHeader(String where, List<String> names) {
        this(where, names, Optional.empty());
    }

    private RowHeader(String where, List<String> names, Optional<String> remark) {
        this.names = List.copyOf(names);
        this.remark = remark;
        for (String name : names) {
            if (places.put(name, places.size()) != null) {
                throw new DataException("%s: column %s is there twice".formatted(where, name));
            }
        }
    }

    /// Reads a header, whose names may have spaces around them: `user, item, label`.
    ///
    /// @param where the file and the line
    /// @throws DataException when a name is there twice
    static RowHeader ofHeader(String where, List<String> given) {
        List<String> names = given.stream().map(String::strip).toList();
        List<String> spaced =
                given.stream().filter(name -> !name.equals(name.strip())).toList();
        return new RowHeader(
                where,
                names,
                spaced.isEmpty()
                        ? Optional.empty()
                        : Optional.of("%s: spaces around the names of columns are left out, as of \"%s\""
                                .formatted(where, spaced.getFirst())));
    }

    /// A warning about the names, if there is one.
    Optional<String> remark() {
        return remark;
    }

    /// The names in a file without a header: `1`, `2` and so on.
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
        return place(name).isPresent();
    }

    /// @param where who asks, for the message
    /// @throws DataException when there is none; names the nearest
    int at(String name, String where) {
        return place(name)
                .orElseThrow(() -> new DataException(
                        "%s: there is no column %s%s".formatted(where, name, NearestName.hint(name, names))));
    }

    /// Finds a name with or without the spaces around it.
    private Optional<Integer> place(String name) {
        return Optional.ofNullable(places.get(name)).or(() -> Optional.ofNullable(places.get(name.strip())));
    }
}
