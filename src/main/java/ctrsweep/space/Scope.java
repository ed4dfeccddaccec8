package ctrsweep.space;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The named values that a condition is evaluated on.
public interface Scope {

    /// Whether an unquoted word is a name here. A name need not have a value.
    boolean isName(String word);

    Optional<Value> value(String name);

    /// Whether the condition is true of these values, which are compared as [Relation#holds] says. A comparison
    /// with a missing value is false.
    default boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> parts.stream().allMatch(this::holds);
            case Condition.Or(List<Condition> parts) -> parts.stream().anyMatch(this::holds);
            case Condition.Not(Condition denied) -> !holds(denied);
            case Condition.Compared(String name, Relation relation, Operand.Literal(Value literal)) ->
                value(name).filter(value -> relation.holds(value, literal)).isPresent();
            case Condition.Compared(String name, Relation relation, Operand.Word(String word)) ->
                value(name).filter(value -> compares(value, relation, word)).isPresent();
            case Condition.OneOf(String name, List<Value> values, boolean negated) ->
                value(name)
                        .filter(value -> values.stream().anyMatch(each -> Relation.EQUAL.holds(value, each)) != negated)
                        .isPresent();
            case Condition.Like(String name, String pattern, boolean negated) ->
                value(name)
                        .filter(value -> value instanceof Value.Text(String text) && like(text, pattern) != negated)
                        .isPresent();
            case Condition.Missing(String name) -> value(name).isEmpty();
        };
    }

    private boolean compares(Value value, Relation relation, String word) {
        Optional<Value> other = isName(word) ? value(word) : Optional.of(new Value.Text(word));
        return other.filter(named -> relation.holds(value, named)).isPresent();
    }

    /// Matches as SQL does: `%` is any text, `_` any character, and case is ignored.
    private static boolean like(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(point -> {
            switch (point) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(point)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }
}
