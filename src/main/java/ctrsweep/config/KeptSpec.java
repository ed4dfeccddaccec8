package ctrsweep.config;

import ctrsweep.space.Space;
import java.util.Map;

/// The spec of a sweep that was run, as the database kept its text: without the files that it names.
public final class KeptSpec {
    private KeptSpec() {}

    /// What was searched, as far as this version can read it. A key may be missing, and a value may lie
    /// outside its domain: an earlier revision had another one.
    public static Space space(String text) {
        Problems problems = new Problems();
        try {
            Section spec = new Section("", new SourceFile("spec", text).mapping(problems), problems);
            return spec.section("parameters")
                    .map(section -> space(section, problems))
                    .orElseGet(() -> new Space(Map.of()));
        } catch (ConfigException unreadable) {
            return new Space(Map.of());
        }
    }

    private static Space space(Section section, Problems problems) {
        ParametersReader parameters = new ParametersReader(section, new GivenSettings(problems));
        parameters.read();
        return parameters.space(Experiment.DEFAULTS, unchecked -> {});
    }
}
