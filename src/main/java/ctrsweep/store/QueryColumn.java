package ctrsweep.store;

import ctrsweep.space.ConditionException;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The column that a name in a condition stands for.
sealed interface QueryColumn permits PlainColumn, MetricColumn, SettingColumn {

    /// The kinds of values by which two columns can be compared.
    enum Form {
        NUMBER,
        TIME,
        TEXT,
        JSON
    }

    /// The name as the condition writes it.
    String name();

    ColumnSource source();

    /// SQL that is true if the value in the [#source] has this relation to the literal; false or NULL otherwise.
    ///
    /// @throws ConditionException when it cannot be compared with such a literal
    String compare(Relation relation, Value literal, Binds binds);

    /// SQL for the value in the [#source] by the form in which it can be compared; NULL for a value without that
    /// form.
    Map<Form, String> forms();

    /// SQL that is true if the [#source] has a value.
    String present();

    /// Returns whether an unquoted word is one of the column's values, even if a column has that name.
    default boolean isOwnWord(String word) {
        return false;
    }

    /// Explains that the column cannot be compared with the literal.
    default ConditionException takes(String what, Value literal) {
        String shown = literal instanceof Value.Text(String text) && text.isBlank() ? "blank" : literal.toString();
        return new ConditionException("%s takes %s, not %s".formatted(name(), what, shown));
    }

    default ConditionException hasNoOrder(String what) {
        return new ConditionException("%s takes %s, which only = and != compare".formatted(name(), what));
    }

    /// The literal as a number; `inf` and `-inf` are numbers.
    static Optional<Number> number(Value literal) {
        return switch (literal) {
            case Value.Int(long number) -> Optional.of(number);
            case Value.Real(double number) -> Optional.of(number);
            case Value.Text(String text) ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "inf", "+inf" -> Optional.of(Double.POSITIVE_INFINITY);
                    case "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
                    default -> Optional.empty();
                };
            case Value.Bool _, Value.Items _, Value.Fields _, Value.Null _ -> Optional.empty();
        };
    }

    static String related(String sql, Relation relation, Object literal, Binds binds) {
        return sql + " " + relation.sign() + " " + binds.add(literal);
    }
}
