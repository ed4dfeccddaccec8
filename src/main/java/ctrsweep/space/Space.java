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

/// A search space: hyperparameters by dotted key, in the order of the spec.
///
/// @param constraints conditions that every point must satisfy
/// @param fixed values of settings that do not vary, for conditions that name them
public record Space(Map<String, Parameter> parameters, List<Condition> constraints, Map<String, Value> fixed) {

    /// @throws IllegalArgumentException if the conditions of parameters depend on each other in a cycle
    public Space {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        constraints = List.copyOf(constraints);
        fixed = Map.copyOf(fixed);
        order(parameters, fixed);
    }

    /// A space whose parameters are always active.
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

    /// The number of points without conditions and constraints; empty if a domain is continuous. A space without
    /// domains has one point.
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

    /// Whether it has neither conditions nor constraints.
    public boolean isPlain() {
        return constraints.isEmpty()
                && parameters.values().stream()
                        .allMatch(parameter -> parameter.when().isEmpty());
    }

    /// The keys, each after those that its condition names, otherwise in the order of the spec.
    public List<String> order() {
        return order(parameters, fixed);
    }

    /// Makes a point of the values chosen for the active parameters. `chosen` is called in the [#order], for active
    /// parameters only.
    public Assignment assign(Function<String, Value> chosen) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String key : order()) {
            if (takesPart(key, values)) {
                values.put(key, chosen.apply(key));
            }
        }
        return inOrder(values);
    }

    /// Whether a parameter is active, given the values of the parameters that it depends on.
    public boolean takesPart(String key, Map<String, Value> values) {
        Parameter parameter = parameters.get(key);
        return parameter != null
                && parameter.when().map(condition -> holds(condition, values)).orElse(true);
    }

    /// Whether a point satisfies the constraints.
    public boolean allows(Assignment point) {
        return constraints.stream().allMatch(constraint -> holds(constraint, point.values()));
    }

    /// Whether a point belongs to this space: it has values for the active parameters only, each in its domain, and
    /// satisfies the constraints.
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

    public boolean holds(Condition condition, Map<String, Value> values) {
        return scope(values).holds(condition);
    }

    /// Whether a word in a condition of this space is a name.
    public boolean isName(String word) {
        return parameters.containsKey(word) || fixed.containsKey(word);
    }

    /// Returns the point with its values in the order of the spec.
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

    /// An inactive parameter has no value, even if `fixed` has one; a null value counts as missing.
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

    /// @param under keys that were placed or are being placed; meeting one of the latter again closes a cycle
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
