package ctrsweep.config;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `parameters`: constants go into the given settings; what varies, and what is derived, stays here.
///
/// Keys are dotted or nested, as `training: {lr: ...}`; W&B's `training: {parameters: {lr: ...}}` is the same.
final class ParametersReader {
    private final Section parameters;
    private final GivenSettings given;
    private final Map<String, Varying> varying = new LinkedHashMap<>();
    private final Map<String, Tree.Entry> derived = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    /// @param when the condition on which it takes part, as written
    record Varying(DomainReader.Probed probed, Optional<Tree> when) {
        List<DomainReader.Probe> probes() {
            return probed.probes();
        }
    }

    ParametersReader(Section parameters, GivenSettings given) {
        this.parameters = parameters;
        this.given = given;
    }

    void read() {
        if (parameters.mapping().entries().isEmpty()) {
            parameters.problem("needs at least one setting");
        }
        parameters.mapping().entries().forEach(this::read);
        if (given.vocabulary() == SettingCatalog.PROGRAM) {
            names.forEach(this::requireNoneAbove);
        }
    }

    /// A config cannot hold both a value and further keys in one place.
    private void requireNoneAbove(String name) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            String above = name.substring(0, dot);
            parameters.valid(
                    name, !names.contains(above), "lies below " + above + ", which is a parameter itself; rename one");
        }
    }

    Map<String, Varying> varying() {
        return varying;
    }

    /// All names that were read, also of what is constant and of what has a problem.
    Set<String> names() {
        return names;
    }

    /// The expressions of what is derived, as written, by the settings that they give.
    Map<String, Tree.Entry> derived() {
        return derived;
    }

    private void read(String name, Tree.Entry entry) {
        Optional<Tree.Mapping> inner = inner(name, entry.tree());
        if (inner.isPresent()) {
            inner.get().entries().forEach((key, nested) -> read(name + "." + key, nested));
            return;
        }
        names.add(name);
        Optional<SettingType> type = given.vocabulary().type(name);
        Optional<String> other = given.overriddenBy(name);
        if (type.isEmpty()) {
            parameters.problem(name, entry.key(), given.vocabulary().unknown(name));
        } else if (other.isPresent()) {
            parameters.problem(name, entry.key(), "is also set by " + other.get());
        } else if (varying.containsKey(name) || derived.containsKey(name)) {
            parameters.problem(name, entry.key(), "given twice, dotted and nested");
        } else {
            readDomain(name, type.get(), entry);
        }
    }

    /// The dotted names of a program's parameters, also of those that do not vary.
    static List<String> namesOfProgram(Tree.Mapping parameters) {
        List<String> names = new ArrayList<>();
        parameters.entries().forEach((key, entry) -> groupOfProgram(entry.tree())
                .ifPresentOrElse(
                        inner -> namesOfProgram(inner).forEach(name -> names.add(key + "." + name)),
                        () -> names.add(key)));
        return names;
    }

    /// The parameters below one key of a program's; empty where it is one itself.
    static Optional<Tree.Mapping> groupOfProgram(Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping) || mapping.entries().isEmpty()) {
            return Optional.empty();
        }
        Optional<Tree.Mapping> nested = nested(mapping);
        boolean group = mapping.entries().keySet().stream().noneMatch(DomainReader.KEYS::contains);
        return nested.isPresent() || !group ? nested : Optional.of(mapping);
    }

    /// W&B's way of nesting.
    private static Optional<Tree.Mapping> nested(Tree.Mapping mapping) {
        return mapping.entries().size() == 1
                        && mapping.entries().get("parameters") instanceof Tree.Entry(Place _, Tree.Mapping nested)
                ? Optional.of(nested)
                : Optional.empty();
    }

    /// The keys below a group of settings.
    private Optional<Tree.Mapping> inner(String name, Tree tree) {
        return switch (given.vocabulary()) {
            case PROGRAM -> groupOfProgram(tree);
            case EXPERIMENT -> groupOfSettings(name, tree);
        };
    }

    private Optional<Tree.Mapping> groupOfSettings(String name, Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping) || mapping.entries().isEmpty()) {
            return Optional.empty();
        }
        Optional<Tree.Mapping> nested = nested(mapping);
        boolean isDomain = mapping.entries().keySet().stream()
                .anyMatch(key -> DomainReader.KEYS.contains(key)
                        && given.vocabulary().type(name + "." + key).isEmpty());
        boolean group = given.vocabulary().isGroup(name) && !isDomain;
        return nested.isPresent() || !group ? nested : Optional.of(mapping);
    }

    private void readDomain(String name, SettingType type, Tree.Entry entry) {
        if (entry.tree() instanceof Tree.Mapping mapping) {
            Section section = new Section(parameters.path(name), mapping, parameters.problems());
            if (section.entry("derived").isPresent()) {
                section.only(List.of("derived"));
                derive(name, entry, section.entry("derived").get());
                return;
            }
            new DomainReader(section, type).read().ifPresent(domain -> vary(name, entry, domain, section));
        } else if (entry.tree() instanceof Tree.Listing && !type.takesLists()) {
            parameters.problem(name, entry.tree().place(), "is one value; to try several write {values: [...]}");
            return;
        }
        DomainReader.constant(entry).ifPresent(constant -> {
            boolean isNull = entry.tree() instanceof Tree.Mapping
                    && constant.tree() instanceof Tree.Absent
                    && type instanceof SettingType.Anything;
            given.put(
                    parameters.path(name),
                    name,
                    isNull
                            ? new Tree.Entry(
                                    constant.key(),
                                    new Tree.Leaf(constant.tree().place(), new Value.Null()))
                            : constant);
        });
    }

    private void vary(String name, Tree.Entry entry, DomainReader.Probed domain, Section section) {
        if (mayVary(name, entry)) {
            varying.put(name, new Varying(domain, section.entry("when").map(Tree.Entry::tree)));
        }
    }

    private void derive(String name, Tree.Entry entry, Tree.Entry expression) {
        if (mayVary(name, entry)) {
            derived.put(name, expression);
        }
    }

    private boolean mayVary(String name, Tree.Entry entry) {
        if (given.vocabulary() == SettingCatalog.PROGRAM) {
            return true;
        }
        Optional<String> problem =
                switch (name) {
                    case "device" -> Optional.of("where a trial runs does not make it another trial: use overrides");
                    case "training.metric" -> Optional.of("the objective chooses the best epochs; it cannot vary");
                    default -> Optional.empty();
                };
        problem.ifPresent(message -> parameters.problem(name, entry.key(), message));
        return problem.isEmpty();
    }

    /// The domain of each parameter that varies.
    Map<String, Domain> domains() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        varying.forEach((name, each) -> domains.put(name, each.probed.domain()));
        return domains;
    }

    /// Tries each value on the base. A value that is wrong there may be right with one that is derived.
    void tryOut(Experiment base) {
        if (!derived.isEmpty()) {
            return;
        }
        ProbedValues probed = new ProbedValues(
                varying, Settings.values(base), parameters.problems().isEmpty());
        varying.forEach((name, each) -> each.probes()
                .forEach(probe -> probed.refusal(name, probe).ifPresent(refused -> {
                    String which = refused.key().equals(name) ? "" : "makes " + refused.key() + " wrong: ";
                    parameters.problem(name, probe.place(), which + refused.getMessage());
                })));
    }
}
