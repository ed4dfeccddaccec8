package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.BestPage;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Phrases;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "best",
        mixinStandardHelpOptions = true,
        description =
                "Shows the best trial of a sweep: how good, how sure, why it stopped, how to run it again; and the "
                        + "next ones. Trials that differ in their seed only are judged by their mean. Of a sweep with"
                        + " several objectives it shows the Pareto front.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep best", "  ./sweep best NAME -n 10", "  ./sweep best NAME -n 3 --format json"})
public final class BestCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "0..1", paramLabel = "SWEEP", description = "The sweep's name. Default: the latest.")
    private Optional<String> sweep = Optional.empty();

    @Option(
            names = "-n",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many trials to show. Default: 5; with several objectives, the Pareto front.")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text, or the table of the N best: table, csv, json or md. Default: text.")
    private Form format = Form.TEXT;

    private enum Form {
        TEXT,
        TABLE,
        CSV,
        JSON,
        MD
    }

    BestCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, results -> console.out().print(answer(results)));
    }

    private String answer(Results results) {
        SweepSummary summary = sweep.map(results::sweep).orElseGet(results::latestSweep);
        List<Point> best = best(results, summary);
        if (best.isEmpty()) {
            throw new CommandFailure("sweep %s has no completed trial with a finite %s; trials: %s"
                    .formatted(summary.name(), summary.objective(), Phrases.trials(summary)));
        }
        return switch (format) {
            case TEXT -> new BestPage(summary, best, results, console).text();
            case TABLE -> form(TableFormat.TABLE, summary, best);
            case CSV -> form(TableFormat.CSV, summary, best);
            case JSON -> form(TableFormat.JSON, summary, best);
            case MD -> form(TableFormat.MD, summary, best);
        };
    }

    private List<Point> best(Results results, SweepSummary summary) {
        if (count.isEmpty() && summary.hasSeveralObjectives()) {
            return results.front(summary);
        }
        return results.best(summary, count.orElse(5));
    }

    private String form(TableFormat form, SweepSummary summary, List<Point> best) {
        Leaderboard leaderboard = BestPage.board(summary, best, 0);
        return form.write(
                form == TableFormat.TABLE ? leaderboard.table().select(leaderboard.mainColumns()) : leaderboard.table(),
                console.width());
    }
}
