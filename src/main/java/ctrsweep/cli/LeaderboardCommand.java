package ctrsweep.cli;

import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.report.WholeFile;
import ctrsweep.store.Queries;
import ctrsweep.store.SweepSummary;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "leaderboard",
        mixinStandardHelpOptions = true,
        description = "Ranks the trials of a sweep by its objective, best first, ties by trial number. Failed and "
                + "unfinished trials follow without a rank.",
        footerHeading = "%nExample:%n",
        footer = "  ./sweep leaderboard NAME --csv outputs/NAME.csv")
final class LeaderboardCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Option(names = "--csv", paramLabel = "FILE", description = "Writes CSV with every column to this file.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "-n", paramLabel = "N", converter = Count.class, description = "Only the first N.")
    private int count = Integer.MAX_VALUE;

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    @Option(
            names = "--no-timings",
            description = "Leaves out seconds: what remains is equal, byte for byte, for equal sweeps.")
    private boolean noTimings;

    LeaderboardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        database.ask(surroundings, this::print);
    }

    private void print(Queries queries) {
        SweepSummary summary = queries.sweep(sweep);
        Leaderboard leaderboard = new Leaderboard(summary.objective(), summary.parameters(), queries.trials(summary));
        Table table = timed(leaderboard.table().first(count));
        if (csv.isPresent()) {
            WholeFile.write(csv.get(), TableFormat.CSV.write(table, surroundings.width()));
            surroundings.err().printf("%d trials written to %s%n", table.rows().size(), csv.get());
        } else {
            Table shown = format == TableFormat.TABLE ? main(leaderboard, table) : table;
            surroundings.out().print(format.write(shown, surroundings.width()));
        }
    }

    private Table timed(Table table) {
        return noTimings ? table.without("seconds") : table;
    }

    private static Table main(Leaderboard leaderboard, Table table) {
        return table.select(leaderboard.mainColumns().stream()
                .filter(table.names()::contains)
                .toList());
    }
}
