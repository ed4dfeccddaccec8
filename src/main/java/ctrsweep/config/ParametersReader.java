package ctrsweep.config;

import ctrsweep.space.Domain;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads `parameters`: constants go into the base, the rest becomes the space.
final class ParametersReader {
    private final Section parameters;
    private final GivenSettings given;
    private final Map<String, DomainReader.Probed> varying = new LinkedHashMap<>();

    ParametersReader(Section parameters, GivenSettings given) {
        this.parameters = parameters;
        this.given = given;
    }

    void read() {
        if (parameters.mapping().entries().isEmpty()) {
            parameters.problems().add(parameters.place(), parameters.label(), "needs at least one setting");
        }
        parameters.mapping().entries().forEach(this::read);
    }

    private void read(String name, Tree.Entry entry) {
        SettingType type = Settings.TYPES.get(name);
        Optional<String> other = given.overriddenBy(name);
        if (type == null) {
            parameters.problem(name, entry.key(), GivenSettings.unknown(name));
        } else if (other.isPresent()) {
            parameters.problem(name, entry.key(), "is also set by " + other.get());
        } else {
            readDomain(name, type, entry);
        }
    }

    private void readDomain(String name, SettingType type, Tree.Entry entry) {
        if (entry.tree() instanceof Tree.Mapping mapping) {
            Section section = new Section(parameters.path(name), mapping, parameters.problems());
            new DomainReader(section, type).read().ifPresent(domain -> vary(name, entry, domain));
        } else if (entry.tree() instanceof Tree.Listing && !type.takesLists()) {
            parameters.problem(name, entry.tree().place(), "is one value; to try several write {values: [...]}");
            return;
        }
        DomainReader.constant(entry).ifPresent(constant -> given.put(parameters.path(name), name, constant));
    }

    private void vary(String name, Tree.Entry entry, DomainReader.Probed domain) {
        switch (name) {
            case "device" ->
                parameters.problem(
                        name, entry.key(), "where a trial runs does not make it another trial: use overrides");
            case "training.metric" ->
                parameters.problem(name, entry.key(), "the objective chooses the best epochs; it cannot vary");
            default -> varying.put(name, domain);
        }
    }

    /// What varies, once each value was tried on the base.
    ///
    /// @param check what else may refuse an experiment
    Space space(Experiment base, Consumer<Experiment> check) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Value> values = Settings.values(base);
        varying.forEach((name, probed) -> {
            probed.probes().forEach(probe -> tryOut(name, probe, values, check));
            domains.put(name, probed.domain());
        });
        return new Space(domains);
    }

    /// A value that is wrong on the base may be right with another that varies too.
    private void tryOut(String name, DomainReader.Probe probe, Map<String, Value> base, Consumer<Experiment> check) {
        Map<String, Value> values = with(base, name, probe);
        refusal(values, check).ifPresent(refused -> {
            if (!fitsAnother(name, values, check)) {
                String which = refused.key().equals(name) ? "" : "makes " + refused.key() + " wrong: ";
                parameters.problem(name, probe.place(), which + refused.getMessage());
            }
        });
    }

    private boolean fitsAnother(String name, Map<String, Value> values, Consumer<Experiment> check) {
        return varying.entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .anyMatch(other -> other.getValue().probes().stream()
                        .anyMatch(probe -> refusal(with(values, other.getKey(), probe), check)
                                .isEmpty()));
    }

    private static Map<String, Value> with(Map<String, Value> base, String name, DomainReader.Probe probe) {
        Map<String, Value> values = new LinkedHashMap<>(base);
        values.put(name, probe.value());
        return values;
    }

    private static Optional<InvalidSetting> refusal(Map<String, Value> values, Consumer<Experiment> check) {
        try {
            check.accept(Settings.experiment(values));
            return Optional.empty();
        } catch (InvalidSetting e) {
            return Optional.of(e);
        }
    }
}
