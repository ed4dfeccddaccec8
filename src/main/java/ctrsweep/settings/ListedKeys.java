package ctrsweep.settings;

import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One item of a list setting, as keys and values. What is wrong with it is collected.
final class ListedKeys {
    private final int item;
    private final String name;
    private final Map<String, Value> keys;
    private final List<InvalidSetting.Part> problems;
    /// The item's key that these are the keys of, if they are nested.
    private final Optional<String> parent;

    /// @param name what the item is called in messages
    ListedKeys(int item, String name, Map<String, Value> keys, List<InvalidSetting.Part> problems) {
        this(item, name, keys, problems, Optional.empty());
    }

    private ListedKeys(
            int item,
            String name,
            Map<String, Value> keys,
            List<InvalidSetting.Part> problems,
            Optional<String> parent) {
        this.parent = parent;
        this.item = item;
        this.name = name;
        this.keys = keys;
        this.problems = problems;
    }

    /// All items of a list; those that are not keys and values are among the problems.
    static List<ListedKeys> of(List<Value> list, String nameKey, List<InvalidSetting.Part> problems) {
        List<ListedKeys> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Value.Fields(Map<String, Value> keys)) {
                String name = keys.get(nameKey) instanceof Value.Text(String text) ? text : "[" + i + "]";
                items.add(new ListedKeys(i, name, keys, problems));
            } else {
                problems.add(new InvalidSetting.Part(
                        i, "", "[" + i + "]", "must be keys and values, as {name: user_id, kind: sparse}"));
            }
        }
        return items;
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    /// The same for one of several names.
    ListedKeys named(String other) {
        return new ListedKeys(item, other, keys, problems, parent);
    }

    /// The keys and values that a key has; none, and a problem, if it has something else.
    ListedKeys within(String key) {
        if (keys.get(key) instanceof Value.Fields(Map<String, Value> values)) {
            return new ListedKeys(item, name + "." + key, values, problems, Optional.of(key));
        }
        problem(key, "must be keys and values");
        return new ListedKeys(item, name + "." + key, Map.of(), new ArrayList<>(), Optional.of(key));
    }

    void problem(String key, String message) {
        problems.add(
                new InvalidSetting.Part(item, parent.orElse(key), key.isEmpty() ? name : name + "." + key, message));
    }

    /// Takes what a check says as a problem of this key.
    void check(String key, Runnable check) {
        try {
            check.run();
        } catch (InvalidSetting e) {
            problem(key, String.valueOf(e.getMessage()));
        }
    }

    Optional<Value> value(String key, SettingType type) {
        return Optional.ofNullable(keys.get(key)).flatMap(value -> {
            try {
                return Optional.of(type.coerce(key, value));
            } catch (InvalidSetting e) {
                problem(key, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /// Text; a number stands for its digits.
    Optional<String> text(String key) {
        return keys.get(key) instanceof Value.Int(long number)
                ? Optional.of(Long.toString(number))
                : value(key, SettingType.Plain.TEXT).map(Value::toString);
    }

    String text(String key, String standard) {
        return text(key).orElse(standard);
    }

    List<String> texts(String key) {
        if (!(keys.get(key) instanceof Value.Items(List<Value> items))) {
            return text(key).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (Value entry : items) {
            if (entry instanceof Value.Items || entry instanceof Value.Fields) {
                problem(key, "must be a list of words or numbers");
                return List.of();
            }
            texts.add(entry.toString());
        }
        return texts;
    }

    int whole(String key, int standard, int least, int most) {
        Optional<Value> value = value(key, SettingType.Plain.INT);
        value.ifPresent(
                number -> check(key, () -> Check.between(key, number.number().orElseThrow(), least, most)));
        return value.map(number -> (int) number.number().orElseThrow()).orElse(standard);
    }

    double real(String key, double standard) {
        return value(key, SettingType.Plain.REAL)
                .map(number -> number.number().orElseThrow())
                .orElse(standard);
    }

    @SuppressWarnings("unchecked")
    <E extends Enum<E>> E oneOf(String key, Class<E> type, E standard) {
        SettingType.OneOf names = SettingType.OneOf.of(type);
        return value(key, names).map(name -> (E) names.toJava(name)).orElse(standard);
    }

    /// Reports every key that is not among these.
    void only(List<String> known) {
        keys.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problem(key, "no such key" + NearestName.hint(key, known)));
    }

    /// Reports the keys that mean nothing beside another.
    void without(List<String> senseless, String why) {
        senseless.stream().filter(this::has).forEach(key -> problem(key, why));
    }

    static void throwIfAny(String setting, List<InvalidSetting.Part> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSetting(setting, problems);
        }
    }
}
