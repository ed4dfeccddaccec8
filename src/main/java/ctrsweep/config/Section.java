package ctrsweep.config;

import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// One mapping of a spec. What it hands out is of the asked kind; anything else becomes a problem and is
/// absent.
record Section(String label, Tree.Mapping mapping, Problems problems) {

    Optional<Tree.Entry> entry(String key) {
        return Optional.ofNullable(mapping.entries().get(key));
    }

    String path(String key) {
        return label.isEmpty() ? key : label + "." + key;
    }

    Place place() {
        return mapping.place();
    }

    void problem(String key, Place place, String message) {
        problems.add(place, path(key), message);
    }

    /// Reports a problem with the section as a whole.
    void problem(String message) {
        problems.add(place(), label, message);
    }

    /// Returns what a constructor makes of the section's values; adds a problem where it refuses them.
    <T> Optional<T> made(Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// The value at a key, as a setting of this type would take it.
    Optional<Value> value(String key, SettingType type) {
        return entry(key).flatMap(entry -> {
            try {
                return Optional.of(type.coerce(key, Tree.value(key, entry.tree())));
            } catch (InvalidSetting e) {
                problem(key, entry.tree().place(), String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    Optional<String> text(String key) {
        return value(key, SettingType.Plain.TEXT).map(Value::toString);
    }

    /// The whole number at a key, or another where there is none.
    int whole(String key, int standard) {
        return whole(key).orElse(standard);
    }

    OptionalInt whole(String key) {
        return value(key, SettingType.Plain.INT)
                .map(value -> OptionalInt.of(Math.toIntExact(((Value.Int) value).value())))
                .orElseGet(OptionalInt::empty);
    }

    OptionalLong atLeastOne(String key) {
        return value(key, SettingType.Plain.LONG)
                .map(value -> ((Value.Int) value).value())
                .filter(number -> valid(key, number >= 1, "must be at least 1, not " + number))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /// Whether the key is there; a problem where it is not.
    boolean need(String key) {
        return need(key, "needs the key " + key);
    }

    boolean need(String key, String message) {
        boolean present = entry(key).isPresent();
        if (!present) {
            problem(message);
        }
        return present;
    }

    /// Reports `message` at the key's value unless the condition holds.
    boolean valid(String key, boolean condition, String message) {
        if (!condition) {
            problem(key, entry(key).map(entry -> entry.tree().place()).orElse(place()), message);
        }
        return condition;
    }

    Optional<Section> section(String key) {
        return entry(key).flatMap(entry -> switch (entry.tree()) {
            case Tree.Mapping inner -> Optional.of(new Section(path(key), inner, problems));
            case Tree.Absent absent -> refuse(key, absent);
            case Tree.Leaf leaf -> refuse(key, leaf);
            case Tree.Listing listing -> refuse(key, listing);
        });
    }

    private Optional<Section> refuse(String key, Tree tree) {
        problem(key, tree.place(), "must be keys and values");
        return Optional.empty();
    }

    /// Reports every key that is not among these.
    void only(List<String> known) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problem(key, entry.key(), "no such key" + NearestName.hint(key, known));
            }
        });
    }
}
