package ctrsweep.cli.text;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--quiet` and `--verbose`, for commands that run for a while.
public final class Verbosity {
    @Option(
            names = {"-q", "--quiet"},
            description = "Says only what goes wrong, and the result.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Says also what was committed, how long it took and where files go; with stack traces.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    public enum Level {
        QUIET,
        NORMAL,
        VERBOSE
    }

    /// @throws ParameterException when both are given
    public Level level() {
        if (quiet && verbose) {
            throw new ParameterException(spec.commandLine(), "either --quiet or --verbose, not both");
        }
        if (quiet) {
            return Level.QUIET;
        }
        return verbose ? Level.VERBOSE : Level.NORMAL;
    }
}
