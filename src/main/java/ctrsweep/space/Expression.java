package ctrsweep.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Arithmetic over named values, such as `training.lr / 10`.
///
/// ```
/// sum     = product { ("+" | "-") product }
/// product = factor { ("*" | "/") factor }
/// factor  = number | name | "-" factor | "(" sum ")" | function "(" sum { "," sum } ")"
/// ```
///
/// Names that are not plain words, such as `val/auc` and `first-lr`, are written between backquotes. Functions:
/// `min`, `max`, `abs`, `round`, `floor`, `sqrt`, `log`, `log10`, `log1p`, `exp`. Numbers are double precision.
public sealed interface Expression {

    /// @throws ConditionException naming what was expected, and where
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    record Literal(double value) implements Expression {}

    record Name(String name) implements Expression {}

    record Applied(Operation operation, List<Expression> operands) implements Expression {
        public Applied {
            operands = List.copyOf(operands);
        }
    }

    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        NEGATE,
        MIN,
        MAX,
        ABS,
        ROUND,
        FLOOR,
        SQRT,
        LOG,
        LOG10,
        LOG1P,
        EXP;

        double of(double[] x) {
            return switch (this) {
                case ADD -> x[0] + x[1];
                case SUBTRACT -> x[0] - x[1];
                case MULTIPLY -> x[0] * x[1];
                case DIVIDE -> x[0] / x[1];
                case NEGATE -> -x[0];
                case MIN -> java.util.Arrays.stream(x).min().orElseThrow();
                case MAX -> java.util.Arrays.stream(x).max().orElseThrow();
                case ABS -> Math.abs(x[0]);
                case ROUND -> Math.rint(x[0]);
                case FLOOR -> Math.floor(x[0]);
                case SQRT -> Math.sqrt(x[0]);
                case LOG -> StrictMath.log(x[0]);
                case LOG10 -> StrictMath.log10(x[0]);
                case LOG1P -> StrictMath.log1p(x[0]);
                case EXP -> StrictMath.exp(x[0]);
            };
        }
    }

    default Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        switch (this) {
            case Literal _ -> {}
            case Name(String name) -> names.add(name);
            case Applied(Operation _, List<Expression> operands) ->
                operands.forEach(operand -> names.addAll(operand.names()));
        }
        return names;
    }

    /// Evaluates it. A single name gives its value, of any kind; arithmetic gives an integer if the result is one.
    ///
    /// @param values looks up the value of a name
    /// @return empty if a value is missing
    /// @throws ArithmeticException if a value is not a number, or the result is not finite
    default Optional<Value> value(Function<String, Optional<Value>> values) {
        if (this instanceof Name(String name)) {
            return values.apply(name);
        }
        for (String name : names()) {
            if (values.apply(name).isEmpty()) {
                return Optional.empty();
            }
        }
        double number = number(name -> {
            Value value = values.apply(name).orElseThrow();
            return value.number()
                    .orElseThrow(() -> new ArithmeticException(name + " is " + value + ", which is not a number"));
        });
        if (!Double.isFinite(number)) {
            throw new ArithmeticException("its result is " + number);
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return Optional.of(whole ? new Value.Int((long) number) : new Value.Real(number));
    }

    /// Evaluates it; the result may be NaN or infinite.
    ///
    /// @param values looks up the number of a name
    default double number(ToDoubleFunction<String> values) {
        return switch (this) {
            case Literal(double number) -> number;
            case Name(String name) -> values.applyAsDouble(name);
            case Applied(Operation operation, List<Expression> operands) ->
                operation.of(operands.stream()
                        .mapToDouble(operand -> operand.number(values))
                        .toArray());
        };
    }
}
