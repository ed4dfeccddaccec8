package ctrsweep.config;

import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Expression;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Parameter;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The search space as named fields, for [SpecHash].
final class SpaceFields {
    private SpaceFields() {}

    /// A list, because the order decides the numbers of a grid's trials.
    static Value parameters(Map<String, Parameter> parameters) {
        List<Value> all = new ArrayList<>();
        parameters.forEach((key, parameter) -> {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("key", SpecHash.text(key));
            fields.putAll(of(parameter.domain()).values());
            parameter.when().map(Condition::toString).ifPresent(when -> fields.put("when", SpecHash.text(when)));
            all.add(new Value.Fields(fields));
        });
        return new Value.Items(all);
    }

    private static Value.Fields of(Domain domain) {
        return switch (domain) {
            case Choices choices
            when choices.weights().isEmpty() -> SpecHash.fields("values", new Value.Items(choices.values()));
            case Choices choices ->
                SpecHash.fields(
                        "values",
                        new Value.Items(choices.values()),
                        "probabilities",
                        new Value.Items(choices.weights().stream()
                                .<Value>map(Value.Real::new)
                                .toList()));
            case Interval interval -> of(interval);
            case Normal normal ->
                SpecHash.fields(
                        "mu", new Value.Real(normal.mu()),
                        "sigma", new Value.Real(normal.sigma()),
                        "scale", scale(normal.scale()));
            case Quantized quantized ->
                SpecHash.fields(
                        "rounded", of(quantized.latent()),
                        "q", decimal(quantized.q()),
                        "kind", kind(quantized.kind()));
        };
    }

    private static Value.Fields of(Interval interval) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("min", decimal(interval.min()));
        fields.put("max", decimal(interval.max()));
        interval.step().ifPresent(step -> fields.put("step", decimal(step)));
        fields.put("scale", scale(interval.scale()));
        fields.put("kind", kind(interval.kind()));
        return new Value.Fields(fields);
    }

    static Value of(Expression expression) {
        return switch (expression) {
            case Expression.Literal(double number) -> new Value.Real(number);
            case Expression.Name(String name) -> SpecHash.fields("name", SpecHash.text(name));
            case Expression.Applied(Expression.Operation operation, List<Expression> operands) ->
                SpecHash.fields(
                        "operation",
                        SpecHash.text(word(operation)),
                        "operands",
                        new Value.Items(operands.stream().map(SpaceFields::of).toList()));
        };
    }

    private static String word(Expression.Operation operation) {
        return switch (operation) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case NEGATE -> "negate";
            case MIN -> "min";
            case MAX -> "max";
            case ABS -> "abs";
            case ROUND -> "round";
            case FLOOR -> "floor";
            case SQRT -> "sqrt";
            case LOG -> "log";
            case LOG10 -> "log10";
            case LOG1P -> "log1p";
            case EXP -> "exp";
        };
    }

    private static Value decimal(BigDecimal number) {
        return SpecHash.text(number.stripTrailingZeros().toString());
    }

    private static Value scale(Interval.Scale scale) {
        return SpecHash.text(
                switch (scale) {
                    case LINEAR -> "linear";
                    case LOG -> "log";
                });
    }

    private static Value kind(Interval.Kind kind) {
        return SpecHash.text(
                switch (kind) {
                    case WHOLE -> "whole";
                    case REAL -> "real";
                });
    }
}
