package ctrsweep.config;

import ctrsweep.search.Belief;
import ctrsweep.space.Domain;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads `prior`, as `{training.lr: {around: 0.001, sure: medium}}`: where good values are expected.
final class PriorReader {
    static final List<String> SURE = Arrays.stream(Belief.Sure.values())
            .map(sure -> sure.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Section prior;
    private final Space space;
    private final ParameterValueReader values;

    private PriorReader(Section prior, Space space, SettingCatalog catalog) {
        this.prior = prior;
        this.space = space;
        values = new ParameterValueReader(space.domains().keySet(), catalog, prior.problems());
    }

    static Map<String, Belief> read(Section prior, Space space, SettingCatalog catalog) {
        return new PriorReader(prior, space, catalog).read();
    }

    private Map<String, Belief> read() {
        Map<String, Belief> beliefs = new LinkedHashMap<>();
        prior.mapping().entries().forEach((key, entry) -> {
            if (values.varies(key, entry, prior.path(key))) {
                prior.section(key)
                        .flatMap(section -> belief(
                                section,
                                key,
                                Objects.requireNonNull(space.domains().get(key))))
                        .ifPresent(belief -> beliefs.put(key, belief));
            }
        });
        return beliefs;
    }

    private Optional<Belief> belief(Section section, String key, Domain domain) {
        section.only(List.of("around", "sure"));
        section.need("around", "needs around, the value near which good ones are expected");
        Optional<Value> around =
                section.entry("around").flatMap(entry -> values.read(key, entry.tree(), section.path("around")));
        boolean valid = around.isEmpty()
                || section.valid(
                        "around", domain.has(around.get()), around.get() + " is not among the values of " + key);
        String sure = section.text("sure").orElse("medium");
        boolean known = section.valid("sure", SURE.contains(sure), "cannot be " + sure + NearestName.hint(sure, SURE));
        return valid && known
                ? around.map(value -> new Belief(value, Belief.Sure.valueOf(sure.toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }
}
