package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--outputs`, for commands that write or delete files.
public final class OutputsOption {
    /// The environment variable that names the folder.
    public static final String VARIABLE = "CTRSWEEP_OUTPUTS";

    @Option(
            names = "--outputs",
            paramLabel = "DIR",
            description = "The folder of the files of sweeps and runs. Default: $CTRSWEEP_OUTPUTS, else outputs.")
    private Optional<Path> folder = Optional.empty();

    public ConsoleEnvironment in(ConsoleEnvironment console) {
        return folder.map(Path::toAbsolutePath).map(console::withOutputs).orElse(console);
    }

    /// The failure of a command that cannot write to the folder; the message names the alternatives.
    public static CommandFailure unwritable(Path folder) {
        return new CommandFailure(
                "%s cannot be written: this user may not make files there; --outputs DIR or %s names another folder, and --db FILE or CTRSWEEP_DB another database"
                        .formatted(folder, VARIABLE));
    }
}
