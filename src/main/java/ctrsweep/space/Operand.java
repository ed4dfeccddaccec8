package ctrsweep.space;

import java.util.stream.Collectors;

/// The right side of a comparison.
public sealed interface Operand {

    record Literal(Value value) implements Operand {
        @Override
        public String toString() {
            return written(value);
        }
    }

    /// An unquoted word: a name if the evaluator knows one like it, otherwise text.
    record Word(String text) implements Operand {
        @Override
        public String toString() {
            return QuotedName.written(text);
        }
    }

    /// The form that the parser reads back.
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
