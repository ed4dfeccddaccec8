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

/// The domain of a parameter, which Optuna calls a distribution. All trials of a study have the same, so that
/// Optuna treats them as one search.
sealed interface OptunaDistribution {

    /// The text for `trial_params.distribution_json`.
    String json();

    /// The number for `trial_params.param_value`.
    double stored(Value value);

    /// The spec's domain, widened to include the values of all trials, of which earlier revisions may have others.
    ///
    /// @param domain if empty, the result is the narrowest that contains all values
    /// @param seen the values of the trials, at least one
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

    /// Several values, each stored as its index.
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

        /// Optuna has no lists as categories, so a list becomes its JSON.
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

    /// Numbers within bounds.
    ///
    /// @param step if empty, real numbers are continuous and whole numbers have step 1
    record Range(BigDecimal low, BigDecimal high, boolean whole, boolean log, Optional<BigDecimal> step)
            implements OptunaDistribution {

        /// Lowers the upper bound to the last step, as Optuna requires.
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
