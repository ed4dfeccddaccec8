package ctrsweep.config;

import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.List;
import java.util.Optional;

/// Reads `method`: a name, `auto` if there is none, or `{name: tpe, startup: 10, candidates: 96}`.
final class MethodReader {
    static final List<String> NAMES = List.of("auto", "grid", "random", "sobol", "gp", "tpe");

    private MethodReader() {}

    /// Whether the method is chosen by [AutomaticMethod].
    static boolean isAuto(Section spec) {
        return spec.entry("method")
                .map(entry ->
                        entry.tree() instanceof Tree.Leaf leaf && leaf.value().equals(new Value.Text("auto")))
                .orElse(true);
    }

    /// @return empty after problems
    static Optional<Method> read(Section spec) {
        if (spec.entry("method").isEmpty()) {
            return Optional.empty();
        }
        if (!(spec.entry("method").orElseThrow().tree() instanceof Tree.Mapping)) {
            return spec.text("method").flatMap(name -> plain(spec, "method", name));
        }
        Section section = spec.section("method").orElseThrow();
        Optional<String> name = section.text("name");
        section.need("name", "needs name, as tpe");
        boolean tpe = name.equals(Optional.of("tpe"));
        section.only(tpe ? List.of("name", "startup", "candidates") : List.of("name"));
        return tpe ? tpe(section) : name.flatMap(other -> plain(section, "name", other));
    }

    private static Optional<Method> plain(Section section, String key, String name) {
        return switch (name) {
            case "grid" -> Optional.of(new Method.Grid());
            case "random" -> Optional.of(new Method.Random());
            case "sobol" -> Optional.of(new Method.Sobol());
            case "gp" -> Optional.of(new Method.Gp());
            case "tpe" -> Optional.of(new Method.Tpe(TpeSettings.DEFAULTS));
            case "bayes" -> {
                section.valid(key, false, "no such method: bayes; gp is Bayesian optimisation");
                yield Optional.empty();
            }
            default -> {
                section.valid(key, false, "no such method: " + name + NearestName.hint(name, NAMES));
                yield Optional.empty();
            }
        };
    }

    private static Optional<Method> tpe(Section section) {
        return section.made(() -> new Method.Tpe(new TpeSettings(
                section.whole("startup", TpeSettings.DEFAULTS.startup()), section.whole("candidates"))));
    }
}
