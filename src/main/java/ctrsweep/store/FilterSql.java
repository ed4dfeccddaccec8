package ctrsweep.store;

import ctrsweep.space.Condition;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Operand;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Translates a condition to SQL.
///
/// A comparison with a missing value may be NULL, which counts as false: `AND`, `OR` and `WHERE` treat it so,
/// and a negation applies to `IS TRUE`.
final class FilterSql {
    private final FilterColumns columns;
    private final Binds binds;

    FilterSql(FilterColumns columns, Binds binds) {
        this.columns = columns;
        this.binds = binds;
    }

    /// Returns an expression that can be an operand of `AND`.
    String of(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) ->
                joined(parts.stream().map(this::of).toList(), " AND ");
            case Condition.Or(List<Condition> parts) ->
                joined(parts.stream().map(this::of).toList(), " OR ");
            case Condition.Not(Condition denied) -> "(NOT (" + of(denied) + " IS TRUE))";
            case Condition.Compared compared -> compared(compared);
            case Condition.OneOf oneOf -> oneOf(oneOf);
            case Condition.Like like -> like(like);
            case Condition.Missing(String name) -> {
                QueryColumn column = columns.of(name);
                yield "(NOT " + column.source().where(column.present()) + ")";
            }
        };
    }

    /// Joins the parts as a balanced tree, since SQLite limits the depth of an expression.
    private static String joined(List<String> parts, String operator) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int half = parts.size() / 2;
        return "(" + joined(parts.subList(0, half), operator) + operator
                + joined(parts.subList(half, parts.size()), operator) + ")";
    }

    private String compared(Condition.Compared compared) {
        QueryColumn column = columns.of(compared.name());
        return switch (compared.other()) {
            case Operand.Literal(Value literal) -> literal(column, compared.relation(), literal);
            case Operand.Word(String word)
            when columns.isName(word) && !column.isOwnWord(word) ->
                columns(column, compared.relation(), columns.of(word));
            case Operand.Word(String word) -> literal(column, compared.relation(), new Value.Text(word));
        };
    }

    private String literal(QueryColumn column, Relation relation, Value literal) {
        return column.source().where(column.compare(relation, literal, binds));
    }

    /// Compares two columns in the first form that the values of both have.
    private static String columns(QueryColumn left, Relation relation, QueryColumn right) {
        Map<QueryColumn.Form, String> others = right.forms();
        List<String> comparisons = left.forms().entrySet().stream()
                .filter(form -> others.containsKey(form.getKey()))
                .filter(form -> form.getKey() != QueryColumn.Form.JSON || !relation.isOrder())
                .map(form -> left.source().pick(form.getValue())
                        + " " + relation.sign() + " "
                        + right.source().pick(String.valueOf(others.get(form.getKey()))))
                .toList();
        return switch (comparisons.size()) {
            case 0 ->
                throw new ConditionException(
                        "%s and %s cannot be compared by %s".formatted(left.name(), right.name(), relation.sign()));
            case 1 -> "(" + comparisons.getFirst() + ")";
            default -> comparisons.stream().collect(Collectors.joining(", ", "coalesce(", ")"));
        };
    }

    private String oneOf(Condition.OneOf oneOf) {
        QueryColumn column = columns.of(oneOf.name());
        Relation relation = oneOf.negated() ? Relation.UNEQUAL : Relation.EQUAL;
        List<String> comparisons = oneOf.values().stream()
                .map(value -> "(" + column.compare(relation, value, binds) + ")")
                .toList();
        return column.source().where(joined(comparisons, oneOf.negated() ? " AND " : " OR "));
    }

    private String like(Condition.Like like) {
        QueryColumn column = columns.of(like.name());
        String text = column.forms().get(QueryColumn.Form.TEXT);
        if (text == null) {
            throw new ConditionException(like.name() + " is not text; like compares text only");
        }
        String matches = binds.dialect().like(text, binds.add(like.pattern()));
        return column.source().where(like.negated() ? "NOT (" + matches + ")" : matches);
    }
}
