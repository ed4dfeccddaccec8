package ctrsweep.cli;

import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.store.Queries;
import ctrsweep.store.SweepSummary;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trials",
        mixinStandardHelpOptions = true,
        description = "Shows the trials of a sweep, by number or by any column.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep trials NAME --sort -val.auc",
            "  ./sweep trials NAME --columns trial,training.lr,val.auc,error --format csv"
        })
final class TrialsCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Option(
            names = "--sort",
            paramLabel = "[-]COLUMN",
            description = "Orders by this column; - before it for descending. Default: trial.")
    private String sort = "trial";

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Shows these columns, in this order.")
    private List<String> columns = List.of();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    TrialsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        database.ask(surroundings, this::print);
    }

    private void print(Queries queries) {
        SweepSummary summary = queries.sweep(sweep);
        Leaderboard leaderboard = new Leaderboard(summary.objective(), summary.parameters(), queries.trials(summary));
        boolean descending = sort.startsWith("-");
        Table sorted = leaderboard
                .tableWithErrors()
                .sorted("trial", false)
                .sorted(descending ? sort.substring(1) : sort, descending);
        Table shown = shownColumns(leaderboard).map(sorted::select).orElse(sorted);
        surroundings.out().print(format.write(shown, surroundings.width()));
    }

    private Optional<List<String>> shownColumns(Leaderboard leaderboard) {
        if (!columns.isEmpty()) {
            return Optional.of(columns);
        }
        return format == TableFormat.TABLE ? Optional.of(leaderboard.mainColumns()) : Optional.empty();
    }
}
