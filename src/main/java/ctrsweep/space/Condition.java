package ctrsweep.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A predicate over named values, such as `dnn.dropout < 0.4 or training.lr < 0.005`.
///
/// ```
/// condition  = all { "or" all }
/// all        = one { "and" one }
/// one        = "not" one | "(" condition ")" | comparison
/// comparison = name relation operand | literal relation name
///            | name ["not"] "in" "(" literal { "," literal } ")"
///            | name ["not"] "like" pattern
///            | name "is" ["not"] "null"
/// relation   = "=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">="
/// operand    = name | literal
/// literal    = number | "true" | "false" | word | 'text' | "text" | "[" { literal "," } "]"
/// ```
///
/// Keywords are case-insensitive. Words and names consist of letters, digits and `_ . @ - + : /`, so `hr@10`,
/// `val/auc`, `2026-11-21T10:00` and `30m` are one word each; a name begins with a letter or `_`. Text between
/// backquotes is a name, and text between quotes is text; a quote within is doubled. A word before a relation is a
/// name. A word after it is a name if a name like it exists ([Operand.Word]), and text otherwise. In patterns `%`
/// matches any text and `_` any character.
///
/// Every condition is true or false. A comparison with a missing value is false, whatever the relation (so `a != 1`
/// differs from `not a = 1` if `a` is missing); `is null` is true for a missing value.
///
/// The printed form of a condition parses to an equal condition.
public sealed interface Condition {

    /// @throws ConditionException naming what was expected, and where
    static Condition parse(String text) {
        return new ConditionParser(text).parse();
    }

    /// The names in it, in order.
    ///
    /// @param isName whether an unquoted word is a name
    default Set<String> names(Predicate<String> isName) {
        Set<String> names = new LinkedHashSet<>();
        collectNames(isName, names);
        return names;
    }

    private void collectNames(Predicate<String> isName, Set<String> names) {
        switch (this) {
            case And(List<Condition> parts) -> parts.forEach(part -> part.collectNames(isName, names));
            case Or(List<Condition> parts) -> parts.forEach(part -> part.collectNames(isName, names));
            case Not(Condition denied) -> denied.collectNames(isName, names);
            case Compared(String name, Relation _, Operand other) -> {
                names.add(name);
                if (other instanceof Operand.Word(String word) && isName.test(word)) {
                    names.add(word);
                }
            }
            case OneOf oneOf -> names.add(oneOf.name);
            case Like like -> names.add(like.name);
            case Missing(String name) -> names.add(name);
        }
    }

    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof And || part instanceof Or ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" and "));
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof Or ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" or "));
        }
    }

    record Not(Condition denied) implements Condition {
        @Override
        public String toString() {
            return switch (denied) {
                case Missing missing -> QuotedName.written(missing.name()) + " is not null";
                case And _, Or _ -> "not (" + denied + ")";
                case Not _, Compared _, OneOf _, Like _ -> "not " + denied;
            };
        }
    }

    record Compared(String name, Relation relation, Operand other) implements Condition {
        @Override
        public String toString() {
            return QuotedName.written(name) + " " + relation.sign() + " " + other;
        }
    }

    /// @param negated whether none of the values may match; false for a missing value, like every comparison
    record OneOf(String name, List<Value> values, boolean negated) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.stream()
                    .map(Operand::written)
                    .collect(Collectors.joining(
                            ", ", QuotedName.written(name) + (negated ? " not in (" : " in ("), ")"));
        }
    }

    /// @param negated whether the pattern must not match; false for a missing value, like every comparison
    record Like(String name, String pattern, boolean negated) implements Condition {
        @Override
        public String toString() {
            return QuotedName.written(name)
                    + (negated ? " not like " : " like ")
                    + Operand.written(new Value.Text(pattern));
        }
    }

    record Missing(String name) implements Condition {
        @Override
        public String toString() {
            return QuotedName.written(name) + " is null";
        }
    }
}
