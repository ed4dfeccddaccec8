package ctrsweep.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a sweep searches: hyperparameters by dotted key, in the order of the spec.
///
/// @param constraints must hold of every point
/// @param fixed what does not vary, for conditions that ask for it
public record Space(Map<String, Parameter> parameters, List<Condition> constraints, Map<String, Value> fixed) {

    /// @throws IllegalArgumentException when parameters take part depending on each other in a circle
    public Space {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        constraints = List.copyOf(constraints);
        fixed = Map.copyOf(fixed);
        order(parameters, fixed);
    }

    /// One in which every parameter always takes part.
    public Space(Map<String, Domain> domains) {
        this(always(domains), List.of(), Map.of());
    }

    private static Map<String, Parameter> always(Map<String, Domain> domains) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        domains.forEach((key, domain) -> parameters.put(key, Parameter.always(domain)));
        return parameters;
    }

    public Map<String, Domain> domains() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        parameters.forEach((key, parameter) -> domains.put(key, parameter.domain()));
        return Collections.unmodifiableMap(domains);
    }

    /// How many points there are at most, conditions and constraints left out of account; empty when a domain is
    /// continuous. A space without domains has one point.
    public Optional<BigInteger> size() {
        BigInteger product = BigInteger.ONE;
        for (Parameter parameter : parameters.values()) {
            OptionalLong size = parameter.domain().size();
            if (size.isEmpty()) {
                return Optional.empty();
            }
            product = product.multiply(BigInteger.valueOf(size.getAsLong()));
        }
        return Optional.of(product);
    }

    /// Whether every point of the product of the domains is one of its own.
    public boolean isPlain() {
        return constraints.isEmpty()
                && parameters.values().stream()
                        .allMatch(parameter -> parameter.when().isEmpty());
    }

    /// The keys, each behind those that its condition asks for, otherwise in the order of the spec.
    public List<String> order() {
        return order(parameters, fixed);
    }

    /// A point: each parameter that takes part gets the value that is chosen for it. Parameters are asked for in
    /// the [#order], and none that does not take part.
    public Assignment assign(Function<String, Value> chosen) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String key : order()) {
            if (takesPart(key, values)) {
                values.put(key, chosen.apply(key));
            }
        }
        return inOrder(values);
    }

    /// Whether a parameter takes part, given the values of those that it depends on.
    public boolean takesPart(String key, Map<String, Value> values) {
        Parameter parameter = parameters.get(key);
        return parameter != null
                && parameter.when().map(condition -> holds(condition, values)).orElse(true);
    }

    /// Whether the constraints hold of a point.
    public boolean allows(Assignment point) {
        return constraints.stream().allMatch(constraint -> holds(constraint, point.values()));
    }

    /// Whether it is a point of this space: values of just those parameters that take part, each in its domain, and
    /// within the constraints.
    public boolean has(Assignment point) {
        Map<String, Value> values = point.values();
        return values.keySet().stream().allMatch(parameters::containsKey)
                && parameters.entrySet().stream()
                        .allMatch(entry -> has(entry.getKey(), entry.getValue().domain(), values))
                && allows(point);
    }

    private boolean has(String key, Domain domain, Map<String, Value> values) {
        Value value = values.get(key);
        return takesPart(key, values) ? value != null && domain.has(value) : value == null;
    }

    /// Whether a condition of this space holds of a point's values.
    public boolean holds(Condition condition, Map<String, Value> values) {
        return scope(values).holds(condition);
    }

    /// Whether a word in a condition of this space is a name.
    public boolean isName(String word) {
        return parameters.containsKey(word) || fixed.containsKey(word);
    }

    /// The same point with its values in the order of the spec.
    public Assignment inOrder(Assignment point) {
        return inOrder(point.values());
    }

    private Assignment inOrder(Map<String, Value> values) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        for (String key : parameters.keySet()) {
            Value value = values.get(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        return new Assignment(ordered);
    }

    /// A parameter without a value takes no part, so that it has none here either; one that is null has none.
    private Scope scope(Map<String, Value> values) {
        return new Scope() {
            @Override
            public boolean isName(String word) {
                return Space.this.isName(word);
            }

            @Override
            public Optional<Value> value(String name) {
                return Optional.ofNullable(parameters.containsKey(name) ? values.get(name) : fixed.get(name))
                        .filter(value -> !(value instanceof Value.Null));
            }
        };
    }

    private static List<String> order(Map<String, Parameter> parameters, Map<String, Value> fixed) {
        Predicate<String> isName = word -> parameters.containsKey(word) || fixed.containsKey(word);
        if (parameters.values().stream().allMatch(parameter -> parameter.when().isEmpty())) {
            return List.copyOf(parameters.keySet());
        }
        List<String> ordered = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        parameters.keySet().forEach(key -> place(key, parameters, isName, placed, ordered));
        return ordered;
    }

    /// @param under keys that are being placed or have been: the one met again in between closes a circle
    private static void place(
            String key,
            Map<String, Parameter> parameters,
            Predicate<String> isName,
            Set<String> under,
            List<String> ordered) {
        if (ordered.contains(key)) {
            return;
        }
        if (!under.add(key)) {
            throw new IllegalArgumentException(under.stream()
                            .dropWhile(other -> !other.equals(key))
                            .filter(other -> !ordered.contains(other))
                            .collect(Collectors.joining(" needs "))
                    + " needs " + key);
        }
        Parameter parameter = parameters.get(key);
        if (parameter != null) {
            parameter.when().ifPresent(condition -> condition.names(isName).stream()
                    .filter(parameters::containsKey)
                    .forEach(name -> place(name, parameters, isName, under, ordered)));
        }
        ordered.add(key);
    }
}
