package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.DiffPage;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Shows how two trials of a sweep differ: settings, results, provenance, and their curves epoch "
                + "by epoch.",
        footerHeading = "%nExample:%n",
        footer = "  ./sweep diff NAME 3 7")
final class DiffCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Parameters(
            index = "1",
            paramLabel = "A",
            converter = TrialArgument.Converter.class,
            description = "A trial's number, or best.")
    private TrialArgument first = new TrialArgument.Best();

    @Parameters(index = "2", paramLabel = "B", converter = TrialArgument.Converter.class, description = "Another's.")
    private TrialArgument second = new TrialArgument.Best();

    DiffCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, results -> console.out().print(page(results)));
    }

    private String page(Results results) {
        SweepSummary summary = results.sweep(sweep);
        return new DiffPage(summary, side(results, summary, first), side(results, summary, second), console).text();
    }

    private static DiffPage.Side side(Results results, SweepSummary summary, TrialArgument trial) {
        var details = results.trial(summary, trial.number(results, summary));
        return new DiffPage.Side(details, results.config(summary, details.trial()));
    }
}
