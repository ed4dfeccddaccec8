package ctrsweep.space;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A setting's value, as in YAML or JSON. Values are equal if their kinds and contents are: `1` is not equal to
/// `1.0`.
public sealed interface Value {

    /// The value as a number, if it is one; a list of one number counts as that number.
    default OptionalDouble number() {
        return switch (this) {
            case Int(long number) -> OptionalDouble.of((double) number);
            case Real(double number) -> OptionalDouble.of(number);
            case Items(List<Value> items)
            when items.size() == 1 -> items.getFirst().number();
            case Bool _, Text _, Items _, Fields _, Null _ -> OptionalDouble.empty();
        };
    }

    /// An explicit null: a program gets JSON's `null`, and conditions treat it as missing.
    record Null() implements Value {
        @Override
        public String toString() {
            return "null";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    record Int(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /// A finite number.
    record Real(double value) implements Value {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number must be finite: " + value);
            }
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    record Text(String value) implements Value {
        @Override
        public String toString() {
            return value;
        }
    }

    /// A list, which is one value: `[256, 128, 64]` is one choice of layer sizes.
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        public static <T> Items of(Collection<T> items, Function<? super T, ? extends Value> value) {
            return new Items(items.stream().<Value>map(value).toList());
        }

        @Override
        public String toString() {
            return values.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// Named values, in their written order.
    record Fields(Map<String, Value> values) implements Value {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String toString() {
            return values.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
