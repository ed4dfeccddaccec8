package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Items of `data.table.fields`.
final class ImportedFields {
    private ImportedFields() {}

    /// Adds a field, to the last item if the two differ in nothing but their names.
    static void add(List<Map<String, Value>> items, Map<String, Value> field) {
        Map<String, Value> rest = unnamed(field);
        if (items.isEmpty() || !unnamed(items.getLast()).equals(rest) || !isAlone(rest)) {
            items.add(field);
            return;
        }
        List<Value> names = new ArrayList<>(names(items.getLast()));
        names.addAll(names(field));
        Map<String, Value> joined = new LinkedHashMap<>();
        joined.put("names", new Value.Items(names));
        joined.putAll(rest);
        items.set(items.size() - 1, joined);
    }

    /// Whether the field's name is that of its column.
    private static boolean isAlone(Map<String, Value> rest) {
        return Stream.of("column", "cross", "lookup", "expression").noneMatch(rest::containsKey);
    }

    private static Map<String, Value> unnamed(Map<String, Value> field) {
        Map<String, Value> rest = new LinkedHashMap<>(field);
        rest.remove("name");
        rest.remove("names");
        return rest;
    }

    private static List<Value> names(Map<String, Value> field) {
        return field.get("names") instanceof Value.Items(List<Value> names)
                ? names
                : List.of(field.getOrDefault("name", new Value.Null()));
    }
}
