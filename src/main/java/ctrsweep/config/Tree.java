package ctrsweep.config;

import ctrsweep.settings.InvalidSetting;
import ctrsweep.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A YAML document with the place of each of its parts.
sealed interface Tree {

    Place place();

    /// Text, a number, true or false.
    record Leaf(Place place, Value value) implements Tree {}

    /// A key without a value, or with `null`.
    record Absent(Place place) implements Tree {}

    record Listing(Place place, List<Tree> items) implements Tree {
        public Listing {
            items = List.copyOf(items);
        }
    }

    record Mapping(Place place, Map<String, Entry> entries) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /// @param key where the key stands
    record Entry(Place key, Tree tree) {}

    /// The same without places.
    ///
    /// @throws InvalidSetting when a part has no value
    static Value value(String key, Tree tree) {
        return value(tree, () -> {
            throw new InvalidSetting(key, "has no value");
        });
    }

    /// The same without places; what has no value is null.
    static Value orNull(Tree tree) {
        return value(tree, Value.Null::new);
    }

    private static Value value(Tree tree, Supplier<Value> absence) {
        return switch (tree) {
            case Leaf leaf -> leaf.value();
            case Absent _ -> absence.get();
            case Listing listing ->
                new Value.Items(listing.items().stream()
                        .map(item -> value(item, absence))
                        .toList());
            case Mapping mapping -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                mapping.entries().forEach((name, entry) -> fields.put(name, value(entry.tree(), absence)));
                yield new Value.Fields(fields);
            }
        };
    }
}
