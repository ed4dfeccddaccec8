package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The spec of a sweep that was run, as the database kept its text: without the files that it names.
public final class KeptSpec {
    private KeptSpec() {}

    /// Whether its trials were runs of a program.
    public static boolean isOfProgram(String text) {
        Problems problems = new Problems();
        try {
            return vocabulary(section(text, problems)) == SettingCatalog.PROGRAM;
        } catch (ConfigException unreadable) {
            return false;
        }
    }

    /// The search space, as far as this version can read it. A key may be missing, and a value may lie
    /// outside its domain: an earlier revision had another one.
    public static Space space(String text) {
        Problems problems = new Problems();
        try {
            Section spec = section(text, problems);
            return spec.section("parameters")
                    .map(section -> space(section, vocabulary(spec), problems))
                    .orElseGet(() -> new Space(Map.of()));
        } catch (ConfigException unreadable) {
            return new Space(Map.of());
        }
    }

    /// The same sweep as a spec of another name that needs no other file.
    ///
    /// @param base what its trials share, overrides included; where it was not kept, the spec goes on
    ///     naming a file
    /// @throws ConfigException when this version cannot read the text
    public static String complete(String text, Value.Fields base, String name) {
        Tree.Mapping written = new SourceFile("spec", text).mapping(new Problems());
        Map<String, Value> spec = new LinkedHashMap<>(((Value.Fields) Tree.orNull(written)).values());
        spec.put("name", new Value.Text(name));
        if (spec.containsKey("base") && !base.values().isEmpty()) {
            spec.put("base", base);
            spec.remove("overrides");
        }
        return YamlText.of(new Value.Fields(spec));
    }

    /// The program that its trials ran, if any.
    public static Optional<Program> program(String text) {
        Problems problems = new Problems();
        Section spec = section(text, problems);
        return spec.section("runner")
                .flatMap(runner -> runner.value("command", new SettingType.Anything()))
                .map(command -> Program.of(
                        command instanceof Value.Items(List<Value> words)
                                ? words.stream().map(Value::toString).toList()
                                : List.of(command.toString())));
    }

    /// The pruner of its trials, if any, as far as this version can read it.
    public static Optional<KeptPruner> pruner(String text) {
        try {
            Section spec = section(text, new Problems());
            boolean detailed = spec.entry("pruner")
                    .filter(entry -> entry.tree() instanceof Tree.Mapping)
                    .isPresent();
            return detailed
                    ? spec.section("pruner").flatMap(section -> section.text("name")
                            .map(name -> new KeptPruner(name, section.text("metric"))))
                    : spec.text("pruner").map(name -> new KeptPruner(name, Optional.empty()));
        } catch (ConfigException unreadable) {
            return Optional.empty();
        }
    }

    private static Section section(String text, Problems problems) {
        Tree.Mapping written = new SourceFile("spec", text).mapping(problems);
        return new Section(
                "",
                WandbSpec.isOne(written) ? new WandbSpec(written, Path.of("spec"), problems).translated() : written,
                problems);
    }

    private static SettingCatalog vocabulary(Section spec) {
        return spec.entry("runner").isPresent() ? SettingCatalog.PROGRAM : SettingCatalog.EXPERIMENT;
    }

    private static Space space(Section section, SettingCatalog vocabulary, Problems problems) {
        ParametersReader parameters = new ParametersReader(section, new GivenSettings(problems, vocabulary));
        parameters.read();
        return new Space(parameters.domains());
    }
}
