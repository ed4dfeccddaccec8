package ctrsweep.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What has to hold of something that has named values, as `dnn.dropout < 0.4 or training.lr < 0.005`.
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
/// Keywords are in upper or lower case. Words and names are made of letters, digits and `_ . @ - + : /`, so that
/// `hr@10`, `val/auc`, `2026-11-21T10:00` and `30m` are one word each; a name begins with a letter or `_`. Backquotes
/// make any text a name; the backquote itself is written twice. A word before a
/// relation is a name; after it, it is a name where there is one like it ([Operand.Word]), else text. Quotes
/// make any text a text; the quote itself is written twice. In patterns `%` is any text and `_` any character.
///
/// Every condition is true or false. A comparison with a value that is missing is false, whichever it is (so
/// `a != 1` is not `not a = 1` where `a` may be missing); `is null` asks for just that.
///
/// Conditions print in one form, from which the parser makes the same condition again.
public sealed interface Condition {

    /// @throws ConditionException with what was expected instead, and where
    static Condition parse(String text) {
        return new ConditionParser(text).parse();
    }

    /// The names that it asks for, in the order in which they stand.
    ///
    /// @param isName tells names from text among the words without quotes
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

    /// @param negated none of the values: like every comparison, false where there is no value
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

    /// @param negated unlike the pattern: like every comparison, false where there is no value
    record Like(String name, String pattern, boolean negated) implements Condition {
        @Override
        public String toString() {
            return QuotedName.written(name)
                    + (negated ? " not like " : " like ")
                    + Operand.written(new Value.Text(pattern));
        }
    }

    /// There is no value.
    record Missing(String name) implements Condition {
        @Override
        public String toString() {
            return QuotedName.written(name) + " is null";
        }
    }
}
