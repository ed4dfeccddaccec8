package ctrsweep.config;

import ctrsweep.space.Assignment;
import ctrsweep.space.Condition;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Domain;
import ctrsweep.space.Expression;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the space of what was read: conditions, constraints, derived values, and points to begin with.
final class SpaceReader {
    private final Section spec;
    private final ParametersReader parameters;
    private final SettingCatalog vocabulary;
    private final Map<String, Domain> domains;
    private final Map<String, Value> base;
    private final Map<String, Value> fixed;

    /// @param values of the base, by dotted name
    SpaceReader(Section spec, ParametersReader parameters, SettingCatalog vocabulary, Map<String, Value> values) {
        this.spec = spec;
        this.parameters = parameters;
        this.vocabulary = vocabulary;
        domains = parameters.domains();
        base = values;
        fixed = new LinkedHashMap<>(values);
        fixed.keySet().removeAll(domains.keySet());
        fixed.keySet().removeAll(parameters.derived().keySet());
    }

    /// After problems the space stands in for the right one.
    Space space() {
        ConditionReader conditions = new ConditionReader(spec.problems(), vocabulary, domains, fixed.keySet());
        Map<String, Parameter> all = new LinkedHashMap<>();
        parameters
                .varying()
                .forEach((name, each) -> all.put(
                        name,
                        new Parameter(
                                each.probed().domain(),
                                each.when().flatMap(tree -> conditions.read("parameters." + name + ".when", tree)))));
        List<Condition> constraints = constraints(conditions);
        try {
            return new Space(all, constraints, fixed);
        } catch (IllegalArgumentException circle) {
            spec.valid("parameters", false, "the conditions go in a circle: " + circle.getMessage());
            return new Space(Map.of());
        }
    }

    private List<Condition> constraints(ConditionReader conditions) {
        List<Condition> constraints = new ArrayList<>();
        Optional<Tree> written = spec.entry("constraints").map(Tree.Entry::tree);
        if (written.isPresent() && written.get() instanceof Tree.Listing(Place _, List<Tree> items)) {
            items.forEach(item -> conditions.read("constraints", item).ifPresent(constraints::add));
        } else {
            spec.valid(
                    "constraints",
                    written.isEmpty(),
                    "must be a list of conditions, as [\"dnn.dropout < 0.4 or training.lr < 0.005\"]");
        }
        return constraints;
    }

    /// The derived settings, each after the settings that it is derived from.
    Map<String, Expression> derived() {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        parameters.derived().forEach((name, entry) -> expression(name, entry.tree())
                .ifPresent(expression -> expressions.put(name, expression)));
        Map<String, Expression> ordered = new LinkedHashMap<>();
        expressions.keySet().forEach(name -> place(name, expressions, new LinkedHashSet<>(), ordered));
        return ordered;
    }

    private Optional<Expression> expression(String name, Tree tree) {
        String path = "parameters." + name + ".derived";
        if (!(tree instanceof Tree.Leaf leaf)) {
            spec.problems().add(tree.place(), path, "must be an expression, as training.lr / 10");
            return Optional.empty();
        }
        try {
            Expression expression = Expression.parse(leaf.value().toString());
            for (String asked : expression.names()) {
                if (!domains.containsKey(asked)
                        && !fixed.containsKey(asked)
                        && !parameters.derived().containsKey(asked)) {
                    spec.problems().add(tree.place(), path, asked + ": " + unknown(asked));
                    return Optional.empty();
                }
            }
            return Optional.of(expression);
        } catch (ConditionException e) {
            spec.problems().add(tree.place(), path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String unknown(String name) {
        return vocabulary == SettingCatalog.EXPERIMENT
                ? vocabulary.unknown(name)
                : "no such parameter" + NearestName.hint(name, domains.keySet());
    }

    private void place(String name, Map<String, Expression> all, Set<String> under, Map<String, Expression> ordered) {
        Expression expression = all.get(name);
        if (expression == null || ordered.containsKey(name)) {
            return;
        }
        if (!under.add(name)) {
            spec.valid("parameters", false, "what is derived goes in a circle: " + String.join(", ", under));
            return;
        }
        expression.names().forEach(asked -> place(asked, all, under, ordered));
        ordered.put(name, expression);
    }

    /// The points to begin with. A parameter that one leaves out has the base's value.
    List<Assignment> enqueued(Space space) {
        Optional<Tree> written = spec.entry("enqueue").map(Tree.Entry::tree);
        if (written.isEmpty()) {
            return List.of();
        }
        if (!(written.get() instanceof Tree.Listing(Place _, List<Tree> items))) {
            spec.valid("enqueue", false, "must be a list of points, as [{training.lr: 0.001}]");
            return List.of();
        }
        List<Assignment> points = new ArrayList<>();
        for (Tree item : items) {
            if (item instanceof Tree.Mapping mapping) {
                enqueued(space, mapping).ifPresent(points::add);
            } else {
                spec.problems().add(item.place(), "enqueue", "must be keys and values, as {training.lr: 0.001}");
            }
        }
        return points;
    }

    private Optional<Assignment> enqueued(Space space, Tree.Mapping mapping) {
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> enqueued(name, entry).ifPresent(value -> values.put(name, value)));
        if (values.size() < mapping.entries().size()) {
            return Optional.empty();
        }
        Set<String> lacking = new LinkedHashSet<>();
        Assignment point = space.assign(name -> {
            Value value = values.getOrDefault(name, base.get(name));
            if (value == null) {
                lacking.add(name);
                return new Value.Bool(false);
            }
            return value;
        });
        Set<String> idle = new LinkedHashSet<>(values.keySet());
        idle.removeAll(point.values().keySet());
        if (!lacking.isEmpty()) {
            return refuse(mapping, "needs " + String.join(", ", lacking));
        }
        if (!idle.isEmpty()) {
            return refuse(mapping, String.join(", ", idle) + " takes no part in this point");
        }
        return space.allows(point) ? Optional.of(point) : refuse(mapping, "the constraints forbid it");
    }

    private Optional<Assignment> refuse(Tree.Mapping point, String message) {
        spec.problems().add(point.place(), "enqueue", message);
        return Optional.empty();
    }

    private Optional<Value> enqueued(String name, Tree.Entry entry) {
        ParameterValueReader values = new ParameterValueReader(domains.keySet(), vocabulary, spec.problems());
        String path = "enqueue." + name;
        return values.varies(name, entry, path) ? values.read(name, entry.tree(), path) : Optional.empty();
    }
}
