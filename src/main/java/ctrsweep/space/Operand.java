package ctrsweep.space;

import java.util.stream.Collectors;

/// What a name is compared with.
public sealed interface Operand {

    /// A value that is meant as it stands.
    record Literal(Value value) implements Operand {
        @Override
        public String toString() {
            return written(value);
        }
    }

    /// A word without quotes: another name where whoever evaluates the condition knows one like it, else text.
    record Word(String text) implements Operand {
        @Override
        public String toString() {
            return QuotedName.written(text);
        }
    }

    /// As the parser reads it back.
    static String written(Value value) {
        return switch (value) {
            case Value.Bool truth -> truth.toString();
            case Value.Int number -> number.toString();
            case Value.Real number -> number.toString();
            case Value.Text(String text) -> "'" + text.replace("'", "''") + "'";
            case Value.Items items ->
                items.values().stream().map(Operand::written).collect(Collectors.joining(", ", "[", "]"));
            case Value.Null _ -> throw new IllegalArgumentException("a condition cannot hold null");
            case Value.Fields fields -> throw new IllegalArgumentException("a condition cannot hold " + fields);
        };
    }
}
