package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Optuna calls a distribution: where the values of one parameter come from. One serves all trials of a
/// study, so that Optuna takes them for one search.
sealed interface OptunaDistribution {

    /// The text for `trial_params.distribution_json`.
    String json();

    /// The number for `trial_params.param_value`.
    double stored(Value value);

    /// The spec's domain, widened where trials of earlier revisions lie outside.
    ///
    /// @param domain empty where it is not known: the narrowest that holds all then
    /// @param seen the values that trials had, at least one
    static OptunaDistribution of(Optional<Domain> domain, Collection<Value> seen) {
        boolean numbers = seen.stream().allMatch(OptunaDistribution::isNumber);
        if (domain.isEmpty()) {
            return numbers ? Range.of(around(seen), seen) : Categories.of(List.of(), seen);
        }
        return switch (domain.get()) {
            case Choices choices -> Categories.of(choices.values(), seen);
            case Quantized quantized
            when numbers && quantized.multiples().isPresent() ->
                Range.of(quantized.multiples().orElseThrow(), seen);
            case Normal _, Quantized _ -> numbers ? Range.of(around(seen), seen) : Categories.of(List.of(), seen);
            case Interval interval -> numbers ? Range.of(interval, seen) : Categories.of(List.of(), seen);
        };
    }

    private static Interval around(Collection<Value> seen) {
        List<BigDecimal> numbers =
                seen.stream().map(OptunaDistribution::number).sorted().toList();
        boolean whole = seen.stream().allMatch(Value.Int.class::isInstance);
        return new Interval(
                numbers.getFirst(),
                numbers.getLast(),
                Interval.Scale.LINEAR,
                Optional.empty(),
                whole ? Interval.Kind.WHOLE : Interval.Kind.REAL);
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real;
    }

    private static BigDecimal number(Value value) {
        return new BigDecimal(value.toString());
    }

    private static String json(String name, Map<String, Value> attributes) {
        return Json.write(new Value.Fields(
                Map.of("name", new Value.Text(name + "Distribution"), "attributes", new Value.Fields(attributes))));
    }

    /// One of several values, kept as its place among them.
    record Categories(List<Value> values) implements OptunaDistribution {
        public Categories {
            values = List.copyOf(values);
        }

        static Categories of(List<Value> listed, Collection<Value> seen) {
            LinkedHashSet<Value> all = new LinkedHashSet<>(listed);
            all.addAll(seen);
            return new Categories(List.copyOf(all));
        }

        @Override
        public String json() {
            return OptunaDistribution.json(
                    "Categorical", Map.of("choices", Value.Items.of(values, Categories::choice)));
        }

        /// A list is no category there; its JSON is.
        private static Value choice(Value value) {
            return switch (value) {
                case Value.Items _, Value.Fields _ -> new Value.Text(Json.write(value));
                case Value.Bool _, Value.Int _, Value.Real _, Value.Text _, Value.Null _ -> value;
            };
        }

        @Override
        public double stored(Value value) {
            return values.indexOf(value);
        }
    }

    /// Numbers between two.
    ///
    /// @param step of a range of reals: empty where it is continuous; whole numbers go by 1 where it is empty
    record Range(BigDecimal low, BigDecimal high, boolean whole, boolean log, Optional<BigDecimal> step)
            implements OptunaDistribution {

        /// Optuna wants the highest value to be one of the steps.
        static Range of(Interval interval, Collection<Value> seen) {
            boolean log = interval.scale() == Interval.Scale.LOG;
            boolean whole = interval.kind() == Interval.Kind.WHOLE;
            Range range = new Range(interval.min(), top(interval), whole, log, interval.step());
            List<BigDecimal> numbers =
                    seen.stream().map(OptunaDistribution::number).toList();
            return numbers.stream().allMatch(range::holds) ? range : range.widened(numbers);
        }

        private static BigDecimal top(Interval interval) {
            return interval.step()
                    .map(step -> interval.max()
                            .subtract(interval.max().subtract(interval.min()).remainder(step)))
                    .orElse(interval.max());
        }

        private boolean holds(BigDecimal number) {
            return low.compareTo(number) <= 0
                    && number.compareTo(high) <= 0
                    && (!whole || isWhole(number))
                    && step.map(size -> number.subtract(low).remainder(size).signum() == 0)
                            .orElse(true);
        }

        private Range widened(List<BigDecimal> numbers) {
            BigDecimal lowest = Collections.min(numbers).min(low);
            return new Range(
                    lowest,
                    Collections.max(numbers).max(high),
                    whole && numbers.stream().allMatch(Range::isWhole),
                    log && lowest.signum() > 0,
                    Optional.empty());
        }

        private static boolean isWhole(BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0;
        }

        @Override
        public String json() {
            Map<String, Value> attributes = new LinkedHashMap<>();
            attributes.put("low", value(low));
            attributes.put("high", value(high));
            attributes.put("log", new Value.Bool(log));
            step.ifPresent(size -> attributes.put("step", value(size)));
            return OptunaDistribution.json(whole ? "Int" : "Float", attributes);
        }

        private Value value(BigDecimal number) {
            return whole ? new Value.Int(number.longValueExact()) : new Value.Real(number.doubleValue());
        }

        @Override
        public double stored(Value value) {
            return number(value).doubleValue();
        }
    }
}
