package ctrsweep.settings;

import ctrsweep.json.JsonSchema;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the values of a setting look in YAML, and in the record that holds them.
public sealed interface SettingType {

    /// The value in this type's own form: a whole number for a real one becomes real.
    ///
    /// @throws InvalidSetting for `key` when it has none
    Value coerce(String key, Value value);

    /// The Java value of the record's component, for a value that went through [#coerce].
    Object toJava(Value value);

    Value ofJava(Object held);

    /// Whether a list can be one value.
    default boolean takesLists() {
        return this == Plain.INTS || this == Plain.REALS || this == Plain.TEXTS;
    }

    /// Whether its values are numbers, some of them at least.
    default boolean holdsNumbers() {
        return this == Plain.INT || this == Plain.LONG || this == Plain.REAL || this == Plain.REALS;
    }

    /// Whether a range of real numbers goes for it; a setting that takes a number or a list of them takes one too.
    default boolean takesReals() {
        return this == Plain.REAL || this == Plain.REALS;
    }

    default boolean takesWholeNumbers() {
        return this == Plain.INT || this == Plain.LONG;
    }

    /// A parameter of a program: any value, as it stands.
    record Anything() implements SettingType {
        @Override
        public Value coerce(String key, Value value) {
            return value;
        }

        @Override
        public Object toJava(Value value) {
            return value;
        }

        @Override
        public Value ofJava(Object held) {
            return (Value) held;
        }

        @Override
        public boolean takesLists() {
            return true;
        }

        @Override
        public boolean holdsNumbers() {
            return true;
        }

        @Override
        public boolean takesReals() {
            return true;
        }
    }

    /// A list of things, each described by keys; the record that holds it reads them.
    enum Listing implements SettingType {
        JOINS {
            @Override
            public JsonSchema item() {
                return TableJoin.schema();
            }
        },
        FIELDS {
            @Override
            public JsonSchema item() {
                return FieldSchema.of();
            }
        };

        /// The schema of an item.
        public abstract JsonSchema item();

        @Override
        public Value coerce(String key, Value value) {
            return value instanceof Value.Items ? value : refuse(key, "a list of keys and values", value);
        }

        @Override
        public Object toJava(Value value) {
            return ((Value.Items) value).values();
        }

        @Override
        public Value ofJava(Object held) {
            return new Value.Items(
                    ((List<?>) held).stream().map(Value.class::cast).toList());
        }

        @Override
        public boolean takesLists() {
            return true;
        }
    }

    /// Types without further parameters.
    enum Plain implements SettingType {
        INT,
        LONG,
        REAL,
        TRUTH,
        TEXT,
        INTS,
        /// One number, or a list of them.
        REALS,
        TEXTS;

        @Override
        public Value coerce(String key, Value value) {
            return switch (this) {
                case INT -> whole(key, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case LONG -> whole(key, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case REAL -> real(key, value);
                case TRUTH -> value instanceof Value.Bool ? value : refuse(key, "true or false", value);
                case TEXT -> value instanceof Value.Text ? value : refuse(key, "text", value);
                case INTS -> items(key, INT, value, "a list of whole numbers, as [256, 128, 64]");
                case REALS -> reals(key, value);
                case TEXTS -> items(key, TEXT, value, "a list of names, as [user_id, movie_id]");
            };
        }

        @Override
        public Object toJava(Value value) {
            return switch (value) {
                case Value.Bool held -> held.value();
                case Value.Int held when this == INT -> Math.toIntExact(held.value());
                case Value.Int held -> held.value();
                case Value.Real held when this == REALS -> List.of(held.value());
                case Value.Real held -> held.value();
                case Value.Text held -> held.value();
                case Value.Items held ->
                    held.values().stream().map(element()::toJava).toList();
                case Value.Fields held -> throw new IllegalStateException("no setting holds " + held);
                case Value.Null _ -> throw new IllegalStateException("no setting holds null");
            };
        }

        @Override
        public Value ofJava(Object held) {
            return switch (held) {
                case Boolean truth -> new Value.Bool(truth);
                case Integer number -> new Value.Int(number);
                case Long number -> new Value.Int(number);
                case Double number -> new Value.Real(number);
                case String text -> new Value.Text(text);
                case List<?> items when this == REALS && items.size() == 1 -> ofJava(items.getFirst());
                case List<?> items ->
                    new Value.Items(items.stream().map(this::ofJava).toList());
                default -> throw new IllegalStateException("no setting is a " + held.getClass());
            };
        }

        private static Value whole(String key, Value value, long low, long high) {
            if (!(value instanceof Value.Int(long number))) {
                return refuse(key, "a whole number", value);
            }
            if (number < low || number > high) {
                throw new InvalidSetting(key, "must be from " + low + " to " + high + ", not " + number);
            }
            return value;
        }

        private static Value real(String key, Value value) {
            return switch (value) {
                case Value.Real(double number) -> new Value.Real(number + 0.0);
                case Value.Int(long number) -> new Value.Real(number);
                case Value.Bool other -> refuse(key, "a number", other);
                case Value.Text other ->
                    refuse(key, PlainScalar.isNotFinite(other.value()) ? "a finite number" : "a number", other);
                case Value.Items other -> refuse(key, "a number", other);
                case Value.Fields other -> refuse(key, "a number", other);
                case Value.Null other -> refuse(key, "a number", other);
            };
        }

        private Plain element() {
            return switch (this) {
                case REALS -> REAL;
                case TEXTS -> TEXT;
                case INT, LONG, REAL, TRUTH, TEXT, INTS -> INT;
            };
        }

        private static Value items(String key, Plain element, Value value, String wanted) {
            return value instanceof Value.Items(List<Value> items)
                    ? new Value.Items(items.stream()
                            .map(item -> element.coerce(key, item))
                            .toList())
                    : refuse(key, wanted, value);
        }

        private static Value reals(String key, Value value) {
            if (!(value instanceof Value.Items(List<Value> items))) {
                return real(key, value);
            }
            if (items.isEmpty()) {
                throw new InvalidSetting(key, "must be a number or a list of numbers, not an empty list");
            }
            return items.size() == 1
                    ? real(key, items.getFirst())
                    : items(key, REAL, value, "a number or a list of numbers");
        }
    }

    /// The constants of an enum, written in lower case.
    ///
    /// @param aliases the names of constants by their [Alias]
    record OneOf(Map<String, Enum<?>> constants, Map<String, String> aliases) implements SettingType {

        public static OneOf of(Class<?> type) {
            Map<String, Enum<?>> constants = new LinkedHashMap<>();
            Map<String, String> aliases = new LinkedHashMap<>();
            Arrays.stream(type.getEnumConstants()).map(Enum.class::cast).forEach(constant -> {
                constants.put(name(constant), constant);
                alias(type, constant).ifPresent(alias -> aliases.put(alias, name(constant)));
            });
            return new OneOf(constants, aliases);
        }

        private static Optional<String> alias(Class<?> type, Enum<?> constant) {
            try {
                return Optional.ofNullable(type.getField(constant.name()).getAnnotation(Alias.class))
                        .map(Alias::value);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("no constant of an enum: " + constant, e);
            }
        }

        @Override
        public Value coerce(String key, Value value) {
            if (!(value instanceof Value.Text(String name))) {
                return refuse(key, "one of " + String.join(", ", constants.keySet()), value);
            }
            String known = aliases.getOrDefault(name, name);
            if (!constants.containsKey(known)) {
                throw new InvalidSetting(key, "no such value: " + name + NearestName.hint(name, constants.keySet()));
            }
            return new Value.Text(known);
        }

        @Override
        public Object toJava(Value value) {
            return java.util.Objects.requireNonNull(constants.get(value.toString()));
        }

        @Override
        public Value ofJava(Object held) {
            return new Value.Text(name((Enum<?>) held));
        }

        private static String name(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    private static Value refuse(String key, String wanted, Value value) {
        throw new InvalidSetting(key, "must be " + wanted + ", not " + describe(value));
    }

    private static String describe(Value value) {
        return switch (value) {
            case Value.Bool truth -> truth.toString();
            case Value.Int number -> number.toString();
            case Value.Real number -> number.toString();
            case Value.Text(String text)
            when PlainScalar.hasLeadingZero(text) -> text + ", whose leading zero makes it text";
            case Value.Text text -> "the text " + text;
            case Value.Items items -> "the list " + items;
            case Value.Fields fields -> "keys and values";
            case Value.Null _ -> "null";
        };
    }
}
