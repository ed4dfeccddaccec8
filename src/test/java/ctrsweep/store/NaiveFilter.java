package ctrsweep.store;

import ctrsweep.space.Condition;
import ctrsweep.space.Operand;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import ctrsweep.text.Durations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Conditions by the letter, one trial at a time.
///
/// @param values of the trial, by name
public record NaiveFilter(Map<String, Object> values, ZoneId zone) {

    public boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> parts.stream().allMatch(this::holds);
            case Condition.Or(List<Condition> parts) -> parts.stream().anyMatch(this::holds);
            case Condition.Not(Condition denied) -> !holds(denied);
            case Condition.Compared(String name, Relation relation, Operand.Literal(Value literal)) ->
                compare(name, relation, literal);
            case Condition.Compared(String name, Relation relation, Operand.Word(String word))
            when isName(word) && !name.equals("stop_reason") -> compareNames(name, relation, word);
            case Condition.Compared(String name, Relation relation, Operand.Word(String word)) ->
                compare(name, relation, new Value.Text(word));
            case Condition.OneOf(String name, List<Value> literals, boolean negated) ->
                negated
                        ? literals.stream().allMatch(literal -> compare(name, Relation.UNEQUAL, literal))
                        : literals.stream().anyMatch(literal -> compare(name, Relation.EQUAL, literal));
            case Condition.Like(String name, String pattern, boolean negated) ->
                text(values.get(name))
                        .filter(text -> like(text, pattern) != negated)
                        .isPresent();
            case Condition.Missing(String name) -> !hasValue(name);
        };
    }

    private static boolean isName(String word) {
        return word.contains(".")
                || List.of("error", "seed", "started", "trial").contains(word);
    }

    private boolean hasValue(String name) {
        return values.containsKey(name) && !(values.get(name) instanceof Double number && number.isNaN());
    }

    private boolean compare(String name, Relation relation, Value literal) {
        Object value = values.get(name);
        if (literal.equals(new Value.Text("nan")) && value instanceof Double number) {
            return number.isNaN() == (relation == Relation.EQUAL);
        }
        return switch (value) {
            case null -> false;
            case Double number -> !number.isNaN() && holds(relation, number.compareTo(number(literal)));
            case String text -> holds(relation, text.compareTo(literal.toString()));
            case Instant moment -> holds(relation, compareDate(moment, literal.toString()));
            case Value setting -> compareValues(setting, relation, literal);
            default -> throw new AssertionError(value);
        };
    }

    private boolean compareNames(String name, Relation relation, String other) {
        if (!hasValue(name) || !hasValue(other)) {
            return false;
        }
        Object left = values.get(name);
        Object right = values.get(other);
        return switch (left) {
            case Double number when right instanceof Double second -> holds(relation, number.compareTo(second));
            case Double number -> ordered(relation, Optional.of(number), real(right));
            case Instant moment -> holds(relation, moment.compareTo((Instant) right));
            case String text -> ordered(relation, Optional.of(text), text(right));
            case Value setting -> compareValues(setting, relation, (Value) right);
            default -> throw new AssertionError(left);
        };
    }

    private static <T extends Comparable<T>> boolean ordered(Relation relation, Optional<T> left, Optional<T> right) {
        return left.isPresent()
                && right.isPresent()
                && holds(relation, left.get().compareTo(right.get()));
    }

    private static boolean compareValues(Value setting, Relation relation, Value literal) {
        if (real(setting).isPresent() && real(literal).isPresent()) {
            return ordered(relation, real(setting), real(literal));
        }
        return switch (relation) {
            case EQUAL -> setting.equals(literal);
            case UNEQUAL -> !setting.equals(literal);
            case LESS, AT_MOST, MORE, AT_LEAST -> ordered(relation, text(setting), text(literal));
        };
    }

    private static Optional<Double> real(@Nullable Object value) {
        return switch (value) {
            case Value.Int(long number) -> Optional.of((double) number);
            case Value.Real(double number) -> Optional.of(number);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Value.Text(String text) -> Optional.of(text);
            case null, default -> Optional.empty();
        };
    }

    private static double number(Value literal) {
        return switch (literal) {
            case Value.Text(String text)
            when text.endsWith("inf") -> text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case Value.Text(String text) -> Durations.read(text).orElseThrow().toSeconds();
            default -> real(literal).orElseThrow();
        };
    }

    private int compareDate(Instant moment, String date) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        return date.length() == 10
                ? local.toLocalDate().compareTo(LocalDate.parse(date))
                : local.truncatedTo(ChronoUnit.MINUTES).compareTo(LocalDateTime.parse(date.replace(' ', 'T')));
    }

    private static boolean like(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(sign -> regex.append(
                        switch (sign) {
                            case '%' -> ".*";
                            case '_' -> ".";
                            default -> Pattern.quote(Character.toString(sign));
                        }));
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private static boolean holds(Relation relation, int order) {
        return switch (relation) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
