package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.files.OutputsUri;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/// `--outputs`, for commands that write or delete files.
public final class OutputsOption {
    /// The environment variable that names the folder.
    static final String VARIABLE = "CTRSWEEP_OUTPUTS";

    private static final String NAME = "--outputs";

    @Option(
            names = NAME,
            paramLabel = "DIR|URI",
            description = "The folder of the files of sweeps and runs, or the URI of an object store for those of "
                    + "trials, as s3://bucket/sweeps. Default: $CTRSWEEP_OUTPUTS, else outputs.")
    private Optional<String> place = Optional.empty();

    /// CTRSWEEP_OUTPUTS where it names a folder, else the folder of the project.
    public static Path path(Map<String, String> environment, Path ofProject) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (OutputsUri.isOne(named)) {
            return uri(VARIABLE, named).folder().orElse(ofProject);
        }
        return named.isEmpty() ? ofProject : Path.of(named);
    }

    /// The URI that CTRSWEEP_OUTPUTS names, if it names one.
    static Optional<OutputsUri> uri(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault(VARIABLE, ""))
                .filter(OutputsUri::isOne)
                .map(text -> uri(VARIABLE, text));
    }

    private static OutputsUri uri(String name, String text) {
        try {
            return OutputsUri.of(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("%s %s".formatted(name, e.getMessage()));
        }
    }

    /// The URI that the command line names, if it names one.
    public Optional<OutputsUri> uri() {
        return place.filter(OutputsUri::isOne).map(text -> uri(NAME, text));
    }

    public ConsoleEnvironment in(ConsoleEnvironment console) {
        Optional<Path> folder = uri().isPresent()
                ? uri().flatMap(OutputsUri::folder)
                : place.filter(Predicate.not(OutputsUri::isOne)).map(Path::of);
        return folder.map(Path::toAbsolutePath).map(console::withOutputs).orElse(console);
    }

    /// The failure of a command that cannot write to the folder; the message names the alternatives.
    public static CommandFailure unwritable(Path folder) {
        return new CommandFailure(
                "%s cannot be written: this user may not make files there; --outputs DIR or %s names another folder, and --db FILE or CTRSWEEP_DB another database"
                        .formatted(folder, VARIABLE));
    }
}
