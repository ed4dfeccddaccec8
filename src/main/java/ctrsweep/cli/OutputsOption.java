package ctrsweep.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--outputs`, for commands that leave files or take them away.
final class OutputsOption {
    /// The variable that names the folder for all commands.
    static final String VARIABLE = "CTRSWEEP_OUTPUTS";

    @Option(
            names = "--outputs",
            paramLabel = "DIR",
            description = "The folder of the files of sweeps and runs. Default: $CTRSWEEP_OUTPUTS, else outputs.")
    private Optional<Path> folder = Optional.empty();

    /// CTRSWEEP_OUTPUTS, else `outputs` in the product's folder.
    static Path path(Map<String, String> environment, String home) {
        String named = environment.getOrDefault(VARIABLE, "");
        return named.isEmpty() ? Path.of(home).resolve("outputs") : Path.of(named);
    }

    Surroundings in(Surroundings surroundings) {
        return folder.map(Path::toAbsolutePath).map(surroundings::withOutputs).orElse(surroundings);
    }

    /// The failure of a command that cannot write the folder; it names the ways out.
    static CommandFailure unwritable(Path folder) {
        return new CommandFailure(
                "%s cannot be written: this user may not make files there; --outputs DIR or %s names another folder, and --db FILE or CTRSWEEP_DB another database"
                        .formatted(folder, VARIABLE));
    }
}
