package ctrsweep.config;

import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Reads `configs/*.yaml`.
public final class ExperimentReader {
    private ExperimentReader() {}

    /// @param overrides `key=value` from the command line, later ones winning
    /// @throws ConfigException with everything that is wrong with the file and the overrides
    public static Experiment read(Path config, List<String> overrides) {
        return read(config, overrides, experiment -> {});
    }

    /// @param check what else may refuse the experiment, with an [InvalidSetting] that has the whole key
    /// @throws ConfigException with everything that is wrong with the file and the overrides
    public static Experiment read(Path config, List<String> overrides, Consumer<Experiment> check) {
        return read(SourceFile.read(config), overrides, check);
    }

    /// As [#read(Path, List, Consumer)].
    public static Experiment read(SourceFile source, List<String> overrides, Consumer<Experiment> check) {
        Problems problems = new Problems();
        GivenSettings given = new GivenSettings(problems);
        given.putNested(source.mapping(problems));
        given.putCommandLine(overrides);
        Experiment experiment = given.bind(new Place.AtomicFile(source.name()), check);
        problems.throwIfAny();
        return experiment;
    }

    /// The same experiment with some settings changed, as by `-O` on the command line.
    ///
    /// @throws ConfigException with everything that is wrong with the changes
    public static Experiment changed(Experiment base, List<String> overrides) {
        Problems problems = new Problems();
        GivenSettings given = new GivenSettings(problems);
        given.putCommandLine(overrides);
        Experiment experiment = given.bind(base, new Place.AtomicFile(""), checked -> {});
        problems.throwIfAny();
        return experiment;
    }
}
