package ctrsweep.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `sweep` without a subcommand.
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Hyperparameter sweeps with a results database, for click-through-rate and rating models.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep launch sweeps/quickstart.yaml  runs a sweep, or goes on with it",
            "  ./sweep best                           the best trial of the latest sweep",
            "  ./sweep report NAME                    a page for a browser",
            "  ./sweep serve                          pages of all sweeps, also running ones",
            "  ./sweep trials NAME --sort -val.auc    every trial, best first",
            "  ./sweep leaderboard NAME --csv FILE    the ranking as CSV",
            "",
            "Exit codes: 0 done, 1 an error, 2 wrong usage, 3 finished but trials failed, 130 interrupted."
        })
final class SweepCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = Project.OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "The project's folder. Default: $CTRSWEEP_HOME, else the nearest folder upward with"
                    + " sweep.toml or sweeps/, else this one.")
    void inProject(@SuppressWarnings("unused") Path folder) {
        // The project is found before a command is made.
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
