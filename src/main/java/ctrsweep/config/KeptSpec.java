package ctrsweep.config;

import ctrsweep.space.Space;
import java.util.Map;

/// The spec of a sweep that was run, as the database kept its text: without the files that it names.
public final class KeptSpec {
    private KeptSpec() {}

    /// Whether its trials were runs of a program.
    public static boolean isOfProgram(String text) {
        Problems problems = new Problems();
        try {
            return vocabulary(new Section("", new SourceFile("spec", text).mapping(problems), problems))
                    == Vocabulary.PROGRAM;
        } catch (ConfigException unreadable) {
            return false;
        }
    }

    /// What was searched, as far as this version can read it. A key may be missing, and a value may lie
    /// outside its domain: an earlier revision had another one.
    public static Space space(String text) {
        Problems problems = new Problems();
        try {
            Section spec = new Section("", new SourceFile("spec", text).mapping(problems), problems);
            return spec.section("parameters")
                    .map(section -> space(section, vocabulary(spec), problems))
                    .orElseGet(() -> new Space(Map.of()));
        } catch (ConfigException unreadable) {
            return new Space(Map.of());
        }
    }

    private static Vocabulary vocabulary(Section spec) {
        return spec.entry("runner").isPresent() ? Vocabulary.PROGRAM : Vocabulary.EXPERIMENT;
    }

    private static Space space(Section section, Vocabulary vocabulary, Problems problems) {
        ParametersReader parameters = new ParametersReader(section, new GivenSettings(problems, vocabulary));
        parameters.read();
        return new Space(parameters.domains());
    }
}
