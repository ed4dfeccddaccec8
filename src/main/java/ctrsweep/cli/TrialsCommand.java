package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.SweepCurves;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "trials",
        mixinStandardHelpOptions = true,
        description = "Shows the trials of a sweep, each for itself: by number, or by any column.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep trials NAME --sort -val.auc",
            "  ./sweep trials NAME --where \"params.training.lr < 0.01 and val.auc > 0.7\"",
            "  ./sweep trials NAME --where \"state = failed\" --columns trial,params,error",
            "  ./sweep trials NAME --columns rank,trial,val.auc,test.auc,best_epoch,params --format csv"
        })
final class TrialsCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final TableOptions options = new TableOptions();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    TrialsCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, this::print);
    }

    private void print(Results results) {
        SweepSummary summary = results.sweep(sweep);
        List<Trial> trials = results.trials(summary, options.filter(console.zone()));
        options.tellIfNone(trials.size(), summary, console.err());
        Leaderboard leaderboard = Leaderboard.ofTrials(summary, trials);
        AddedColumns added = new AddedColumns(results, summary);
        Table byNumber = added.provenance(
                added.generation(leaderboard.tableWithErrors().sorted("trial", false), trials), options.provenance());
        Table shown = options.columns(options.rows(byNumber), leaderboard);
        if (options.leavesTheColumnsToUs()) {
            shown = new SweepCurves(results, summary, console.pen().glyphs()).beside(shown);
        }
        console.out().print(options.format().write(shown, console.width()));
    }
}
