package ctrsweep.config;

import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Domain;
import ctrsweep.space.Operand;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads constraints, and the `when` of parameters: a condition as text, or keys with the values they must have.
///
/// @param domains of what varies
/// @param fixed names of what else conditions may ask for
record ConditionReader(Problems problems, SettingCatalog vocabulary, Map<String, Domain> domains, Set<String> fixed) {

    /// @return empty after problems
    Optional<Condition> read(String label, Tree tree) {
        return switch (tree) {
            case Tree.Leaf(Place place, Value.Text(String text)) -> parse(label, place, text);
            case Tree.Mapping mapping when !mapping.entries().isEmpty() -> all(label, mapping);
            case Tree.Leaf other -> refuse(label, other);
            case Tree.Mapping other -> refuse(label, other);
            case Tree.Listing other -> refuse(label, other);
            case Tree.Absent other -> refuse(label, other);
        };
    }

    private Optional<Condition> refuse(String label, Tree tree) {
        return problem(label, tree.place(), "must be a condition, as \"training.lr < 0.01\", or as {model_name: fm}");
    }

    private Optional<Condition> problem(String label, Place place, String message) {
        problems.add(place, label, message);
        return Optional.empty();
    }

    private Optional<Condition> parse(String label, Place place, String text) {
        try {
            Condition condition = held(Condition.parse(text));
            for (String name : condition.names(this::isName)) {
                if (!isName(name)) {
                    return problem(label, place, name + ": " + unknown(name));
                }
            }
            return Optional.of(condition);
        } catch (ConditionException | InvalidSetting e) {
            return problem(label, place, String.valueOf(e.getMessage()));
        }
    }

    private boolean isName(String word) {
        return domains.containsKey(word) || fixed.contains(word);
    }

    private String unknown(String name) {
        if (vocabulary == SettingCatalog.EXPERIMENT) {
            return vocabulary.unknown(name);
        }
        Set<String> names = new LinkedHashSet<>(domains.keySet());
        names.addAll(fixed);
        return "no such parameter" + NearestName.hint(name, names);
    }

    /// Every key must have its value, or one of its values.
    private Optional<Condition> all(String label, Tree.Mapping mapping) {
        List<Condition> parts = new ArrayList<>();
        mapping.entries().forEach((name, entry) -> one(label, name, entry).ifPresent(parts::add));
        return parts.size() < mapping.entries().size()
                ? Optional.empty()
                : Optional.of(parts.size() == 1 ? parts.getFirst() : new Condition.And(parts));
    }

    private Optional<Condition> one(String label, String name, Tree.Entry entry) {
        String path = label + "." + name;
        if (!isName(name)) {
            return problem(path, entry.key(), unknown(name));
        }
        try {
            boolean several = entry.tree() instanceof Tree.Listing && !takesLists(name);
            List<Value> values = several
                    ? ((Tree.Listing) entry.tree())
                            .items().stream()
                                    .map(item -> held(name, Tree.value(name, item)))
                                    .toList()
                    : List.of(held(name, Tree.value(name, entry.tree())));
            return possible(path, name, entry, values)
                    ? Optional.of(
                            values.size() == 1
                                    ? new Condition.Compared(
                                            name, Relation.EQUAL, new Operand.Literal(values.getFirst()))
                                    : new Condition.OneOf(name, values, false))
                    : Optional.empty();
        } catch (InvalidSetting e) {
            return problem(path, entry.tree().place(), String.valueOf(e.getMessage()));
        }
    }

    private boolean takesLists(String name) {
        return vocabulary.type(name).map(SettingType::takesLists).orElse(false);
    }

    /// Whether a parameter has a value among its choices that is asked for.
    private boolean possible(String path, String name, Tree.Entry entry, List<Value> values) {
        if (!values.isEmpty()
                && (!(domains.get(name) instanceof Choices choices)
                        || choices.values().stream().anyMatch(values::contains))) {
            return true;
        }
        problems.add(
                entry.tree().place(),
                path,
                "never holds: " + name + " is one of "
                        + (domains.get(name) instanceof Choices all
                                ? String.join(
                                        ", ",
                                        all.values().stream()
                                                .map(Value::toString)
                                                .toList())
                                : "no values"));
        return false;
    }

    /// The same condition with literals as the settings hold them.
    private Condition held(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) ->
                new Condition.And(parts.stream().map(this::held).toList());
            case Condition.Or(List<Condition> parts) ->
                new Condition.Or(parts.stream().map(this::held).toList());
            case Condition.Not(Condition denied) -> new Condition.Not(held(denied));
            case Condition.Compared(String name, Relation relation, Operand.Word(String word))
            when !isName(word) ->
                new Condition.Compared(name, relation, new Operand.Literal(held(name, new Value.Text(word))));
            case Condition.Compared(String name, Relation relation, Operand.Literal(Value literal)) ->
                new Condition.Compared(name, relation, new Operand.Literal(compared(name, literal)));
            case Condition.Compared names -> names;
            case Condition.OneOf(String name, List<Value> values, boolean negated) ->
                new Condition.OneOf(
                        name,
                        values.stream().map(value -> compared(name, value)).toList(),
                        negated);
            case Condition.Like like -> like;
            case Condition.Missing missing -> missing;
        };
    }

    /// Numbers may be compared with numbers of any kind.
    private Value compared(String name, Value literal) {
        return literal.number().isPresent()
                        && vocabulary.type(name).map(SettingType::holdsNumbers).orElse(true)
                ? literal
                : held(name, literal);
    }

    /// @throws InvalidSetting when the setting has no such value
    private Value held(String name, Value value) {
        return vocabulary.type(name).map(type -> type.coerce(name, value)).orElse(value);
    }
}
