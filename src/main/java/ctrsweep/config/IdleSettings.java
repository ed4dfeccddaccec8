package ctrsweep.config;

import ctrsweep.settings.SettingReaders;
import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Operand;
import ctrsweep.space.Parameter;
import ctrsweep.space.Relation;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds settings that are varied or overridden although no trial, or not every one, reads them ([SettingReaders]):
/// trials that differ in nothing but such a setting are the same training over again.
///
/// @param space what varies, with the conditions under which it does
/// @param derived names of what is derived, whose values are not known here
/// @param base the values of all settings, by dotted name
record IdleSettings(Space space, Set<String> derived, Map<String, Value> base) {

    /// Explains why varying a setting is useless; empty if every trial in which it takes part reads it.
    Optional<String> varied(String setting) {
        for (SettingReaders.Rule rule : SettingReaders.of(setting)) {
            Optional<Map<String, String>> idle = choices(rule).stream()
                    .filter(chosen -> !rule.reads(chosen) && mayTakePart(setting, chosen))
                    .findFirst();
            if (idle.isPresent()) {
                return Optional.of(
                        choices(rule).stream().anyMatch(chosen -> rule.reads(chosen))
                                ? "does nothing with %s: guard it by when: %s".formatted(said(idle.get()), guard(rule))
                                : nobody(rule, idle.get()));
            }
        }
        return Optional.empty();
    }

    /// Explains why overriding a setting is useless; empty if some trial reads it.
    Optional<String> overridden(String setting) {
        return SettingReaders.of(setting).stream()
                .filter(rule -> choices(rule).stream().noneMatch(chosen -> rule.reads(chosen)))
                .map(rule -> nobody(rule, choices(rule).getFirst()))
                .findFirst();
    }

    private static String nobody(SettingReaders.Rule rule, Map<String, String> chosen) {
        return "does nothing here: only %s reads it, and %s".formatted(rule, said(chosen));
    }

    private static String said(Map<String, String> chosen) {
        return chosen.entrySet().stream()
                .map(choice -> choice.getKey() + " is " + (choice.getValue().isEmpty() ? "empty" : choice.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String guard(SettingReaders.Rule rule) {
        return switch (rule.readers().getFirst()) {
            case SettingReaders.Choice(String setting, List<String> values) ->
                "{%s: %s}".formatted(setting, values.size() == 1 ? values.getFirst() : values);
            case SettingReaders.Named(String setting) -> "\"%s != ''\"".formatted(setting);
        };
    }

    /// The ways in which those settings may be chosen that decide who reads. What is derived may be anything; it is
    /// taken for a value that reads.
    private List<Map<String, String>> choices(SettingReaders.Rule rule) {
        List<Map<String, String>> all = List.of(Map.of());
        for (SettingReaders.Reader reader : rule.readers()) {
            List<String> values = values(reader);
            all = all.stream()
                    .flatMap(before -> values.stream().map(value -> {
                        Map<String, String> more = new LinkedHashMap<>(before);
                        more.put(reader.setting(), value);
                        return more;
                    }))
                    .<Map<String, String>>map(more -> more)
                    .toList();
        }
        return all;
    }

    private List<String> values(SettingReaders.Reader reader) {
        if (derived.contains(reader.setting())) {
            return reader.examples();
        }
        Parameter varying = space.parameters().get(reader.setting());
        if (varying == null || !(varying.domain() instanceof Choices choices)) {
            return List.of(String.valueOf(base.get(reader.setting())));
        }
        return choices.values().stream().map(Value::toString).toList();
    }

    /// Whether there may be a trial with this choice in which the setting takes part: its condition, as far as the
    /// choice decides it.
    private boolean mayTakePart(String setting, Map<String, String> chosen) {
        Parameter parameter = space.parameters().get(setting);
        return parameter == null
                || parameter.when().flatMap(when -> decided(when, chosen)).orElse(true);
    }

    /// Empty where other values decide.
    private Optional<Boolean> decided(Condition condition, Map<String, String> chosen) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> joined(parts, chosen, false);
            case Condition.Or(List<Condition> parts) -> joined(parts, chosen, true);
            case Condition.Not(Condition denied) -> decided(denied, chosen).map(holds -> !holds);
            case Condition.Compared(String name, Relation relation, Operand.Literal(Value literal)) ->
                chosen.containsKey(name)
                        ? Optional.of(relation.holds(new Value.Text(String.valueOf(chosen.get(name))), literal))
                        : absent(name, chosen);
            case Condition.Compared(String name, Relation _, Operand.Word _) -> absent(name, chosen);
            case Condition.OneOf(String name, List<Value> values, boolean negated) ->
                chosen.containsKey(name)
                        ? Optional.of(values.contains(new Value.Text(String.valueOf(chosen.get(name)))) != negated)
                        : absent(name, chosen);
            case Condition.Like(String name, String _, boolean _) -> absent(name, chosen);
            case Condition.Missing(String name) -> absent(name, chosen).map(missing -> !missing);
        };
    }

    /// False for a comparison with a parameter that takes no part with this choice.
    private Optional<Boolean> absent(String name, Map<String, String> chosen) {
        return mayTakePart(name, chosen) ? Optional.empty() : Optional.of(false);
    }

    /// @param deciding the value of a part that decides the whole
    private Optional<Boolean> joined(List<Condition> parts, Map<String, String> chosen, boolean deciding) {
        List<Optional<Boolean>> all =
                parts.stream().map(part -> decided(part, chosen)).toList();
        if (all.contains(Optional.of(deciding))) {
            return Optional.of(deciding);
        }
        return all.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!deciding);
    }
}
