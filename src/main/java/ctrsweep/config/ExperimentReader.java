package ctrsweep.config;

import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.List;

/// Reads `configs/*.yaml`.
public final class ExperimentReader {
    private ExperimentReader() {}

    /// @param overrides `key=value` from the command line, later ones winning
    /// @throws ConfigException with everything that is wrong with the file and the overrides
    public static Experiment read(Path config, List<String> overrides) {
        return read(SourceFile.read(config), overrides);
    }

    /// As [#read(Path, List)].
    public static Experiment read(SourceFile source, List<String> overrides) {
        Problems problems = new Problems();
        GivenSettings given = new GivenSettings(problems);
        given.putNested(source.mapping(problems));
        given.putCommandLine(overrides);
        Experiment experiment = given.bind(new Place.AtomicFile(source.name()));
        problems.throwIfAny();
        return experiment;
    }

    /// The same experiment with some settings changed, as by `-O` on the command line. The model is not asked: it may
    /// be for other fields than those of the experiment's data.
    ///
    /// @throws ConfigException with everything that is wrong with the changes
    public static Experiment changed(Experiment base, List<String> overrides) {
        Problems problems = new Problems();
        GivenSettings given = new GivenSettings(problems);
        given.putCommandLine(overrides);
        Experiment experiment = given.bind(base, new Place.AtomicFile(""));
        problems.throwIfAny();
        return experiment;
    }
}
