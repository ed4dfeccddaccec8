package ctrsweep.foreign;

import ctrsweep.config.PlacedValues;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the keys of one group of a file. A value of another type than asked for is a problem, and counts as absent.
final class KeyReader {
    private final PlacedValues file;
    private final String path;
    private final Map<String, Value> keys;
    private final ImportLog log;
    private final Set<String> asked = new HashSet<>();

    /// The groups that keys were taken over from.
    private final Map<String, KeyReader> origins;

    private KeyReader(
            PlacedValues file, String path, Value.Fields keys, ImportLog log, Map<String, KeyReader> origins) {
        this.file = file;
        this.path = path;
        this.keys = keys.values();
        this.log = log;
        this.origins = origins;
    }

    private KeyReader(PlacedValues file, String path, Value.Fields keys, ImportLog log) {
        this(file, path, keys, log, Map.of());
    }

    static KeyReader of(PlacedValues file, ImportLog log) {
        return new KeyReader(file, "", file.values(), log);
    }

    /// The same group with further keys, which replace those of the same name.
    KeyReader with(KeyReader further) {
        Map<String, Value> all = new LinkedHashMap<>(keys);
        all.putAll(further.keys);
        Map<String, KeyReader> others = new HashMap<>();
        keys.keySet().stream()
                .filter(key -> !further.keys.containsKey(key))
                .forEach(key -> others.put(key, origin(key)));
        return new KeyReader(further.file, further.path, new Value.Fields(all), log, others);
    }

    private KeyReader origin(String key) {
        return origins.getOrDefault(key, this);
    }

    /// The same group with other keys.
    KeyReader replaced(Map<String, Value> others) {
        return new KeyReader(file, path, new Value.Fields(others), log);
    }

    /// All keys, in their order.
    Set<String> names() {
        return keys.keySet();
    }

    boolean has(String key) {
        asked.add(key);
        return keys.containsKey(key) && !(keys.get(key) instanceof Value.Null);
    }

    Optional<Value> value(String key) {
        return has(key) ? Optional.ofNullable(keys.get(key)) : Optional.empty();
    }

    /// The items of a list. One value counts as a list of it.
    List<Value> values(String key) {
        return value(key)
                .map(value -> value instanceof Value.Items(List<Value> items) ? items : List.of(value))
                .orElse(List.of());
    }

    Optional<String> text(String key) {
        return value(key).flatMap(value -> switch (value) {
            case Value.Text _, Value.Int _, Value.Real _, Value.Bool _ -> Optional.of(value.toString());
            case Value.Items _, Value.Fields _, Value.Null _ -> refuse(key, "must be one value");
        });
    }

    String text(String key, String standard) {
        return text(key).orElse(standard);
    }

    List<String> texts(String key) {
        return values(key).stream().map(Value::toString).toList();
    }

    Optional<Double> real(String key) {
        return value(key).flatMap(value -> switch (value) {
            case Value.Int(long number) -> Optional.of((double) number);
            case Value.Real(double number) -> Optional.of(number);
            case Value.Text _, Value.Bool _, Value.Items _, Value.Fields _, Value.Null _ ->
                refuse(key, "must be a number, not " + value);
        });
    }

    double real(String key, double standard) {
        return real(key).orElse(standard);
    }

    List<Double> reals(String key) {
        List<Double> numbers = new ArrayList<>();
        for (Value value : values(key)) {
            value.number().ifPresentOrElse(numbers::add, () -> refuse(key, "must be numbers, not " + value));
        }
        return numbers;
    }

    Optional<Long> whole(String key) {
        return value(key).flatMap(value -> switch (value) {
            case Value.Int(long number) -> Optional.of(number);
            case Value.Real _, Value.Text _, Value.Bool _, Value.Items _, Value.Fields _, Value.Null _ ->
                refuse(key, "must be a whole number, not " + value);
        });
    }

    long whole(String key, long standard) {
        return whole(key).orElse(standard);
    }

    boolean truth(String key, boolean standard) {
        return value(key)
                .<Boolean>flatMap(value -> switch (value) {
                    case Value.Bool(boolean truth) -> Optional.of(truth);
                    case Value.Int(long number) when number == 0 || number == 1 -> Optional.of(number == 1);
                    case Value.Int _, Value.Real _, Value.Text _, Value.Items _, Value.Fields _, Value.Null _ ->
                        refuse(key, "must be true or false, not " + value);
                })
                .orElse(standard);
    }

    /// The group of a key; one without keys where there is none.
    KeyReader group(String key) {
        List<KeyReader> groups = groups(key);
        if (groups.size() > 1) {
            problem(key, "is given %d times; it goes once".formatted(groups.size()));
        }
        return groups.isEmpty() ? new KeyReader(file, at(key), new Value.Fields(Map.of()), log) : groups.getFirst();
    }

    /// The groups of a key that may be given several times.
    List<KeyReader> groups(String key) {
        boolean isList = value(key).filter(Value.Items.class::isInstance).isPresent();
        List<Value> values = values(key);
        List<KeyReader> groups = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof Value.Fields fields) {
                groups.add(
                        new KeyReader(origin(key).file, isList ? PlacedValues.path(at(key), i) : at(key), fields, log));
            } else {
                problem(key, "must be keys and values, not " + values.get(i));
            }
        }
        return groups;
    }

    private <T> Optional<T> refuse(String key, String what) {
        problem(key, what);
        return Optional.empty();
    }

    void problem(String key, String what) {
        log.problem(origin(key).file, at(key), what);
    }

    /// A problem of the whole group.
    void problem(String what) {
        log.problem(file, path, what);
    }

    /// Says that keys are not carried over, those that are there.
    void notCarried(String why, String... names) {
        for (String key : names) {
            if (has(key)) {
                log.notCarried(origin(key).file, at(key), why);
            }
        }
    }

    /// Reports all keys that nobody asked for.
    void end() {
        List.copyOf(keys.keySet()).stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> notCarried("there is nothing like it here", key));
    }

    private String at(String key) {
        return PlacedValues.path(origin(key).path, key);
    }
}
