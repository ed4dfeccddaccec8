package ctrsweep.config;

import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads `configs/*.yaml`.
public final class ExperimentReader {
    private ExperimentReader() {}

    /// @param overrides `key=value` from the command line, later ones winning
    /// @throws ConfigException with everything that is wrong with the file and the overrides
    public static Experiment read(Path config, List<String> overrides) {
        return file(config, overrides).experiment();
    }

    /// As [#read(Path, List)].
    public static Experiment read(SourceFile source, List<String> overrides) {
        return file(source, overrides).experiment();
    }

    /// A config file.
    ///
    /// @param outputDir the folder that a run's files go to, where the file or the command line names one
    public record ConfigFile(Experiment experiment, Optional<Path> outputDir) {}

    /// The same with what the file says beside the experiment.
    public static ConfigFile file(Path config, List<String> overrides) {
        return file(SourceFile.read(config), overrides);
    }

    private static ConfigFile file(SourceFile source, List<String> overrides) {
        Problems problems = new Problems();
        GivenSettings given = new GivenSettings(problems);
        given.putConfig(source.mapping(problems));
        given.putCommandLine(overrides);
        Experiment experiment = given.bind(new Place.AtomicFile(source.name()));
        problems.throwIfAny();
        return new ConfigFile(experiment, given.outputDir().map(Path::of));
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
