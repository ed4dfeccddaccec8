package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.EpochTable;
import ctrsweep.cli.text.StandardStream;
import ctrsweep.files.FileProblem;
import ctrsweep.report.AtomicFile;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.LeaderboardCsv;
import ctrsweep.report.Table;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "leaderboard",
        mixinStandardHelpOptions = true,
        description = "Ranks a sweep by its objective, best first, ties by trial number. Trials that differ in their "
                + "seed only are one row: every figure is their mean, std the objective's standard deviation, n their "
                + "number. Failed and unfinished trials follow without a rank.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep leaderboard NAME --csv outputs/NAME.csv",
            "  ./sweep leaderboard NAME --where \"params.training.lr < 0.01\" -n 10 --format md",
            "  ./sweep leaderboard NAME --epochs --csv outputs/NAME-epochs.csv"
        })
final class LeaderboardCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final TableOptions options = new TableOptions();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Writes CSV with every column to this file; - is standard output.")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = "--epochs",
            description = "Instead, every metric of every epoch, one a row: trial, epoch, lr, seconds, metric, value.")
    private boolean epochs;

    @Option(
            names = "--no-timings",
            description = "Leaves out seconds: what remains is equal, byte for byte, for equal sweeps.")
    private boolean noTimings;

    LeaderboardCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, this::print);
    }

    private void print(Results results) {
        SweepSummary summary = results.sweep(sweep);
        TrialFilter filter = options.filter(console.zone()).ofLatest();
        if (epochs) {
            EpochTable table = new EpochTable(results, summary, filter, !noTimings);
            if (csv.filter(StandardStream::isMeant).isPresent()) {
                table.writeTo(console.out());
            } else if (csv.isPresent()) {
                console.err().printf("%d rows written to %s%n", table.writeTo(csv.get()), csv.get());
            } else {
                console.out().print(options.format().write(options.rows(table.table()), console.width()));
            }
            return;
        }
        if (csv.isPresent() && options.leaveTheOrder()) {
            stream(results, summary, filter, csv.get());
            return;
        }
        List<Trial> trials = results.trials(summary, filter);
        options.tellIfNone(trials.size(), summary, console.err());
        Leaderboard leaderboard = Leaderboard.ofPoints(summary, trials);
        if (csv.isPresent()) {
            write(options.entries(leaderboard), csv.get());
        } else {
            Table all = new AddedColumns(results, summary).provenance(leaderboard.table(), options.provenance());
            Table shown = options.columns(timed(options.rows(all)), leaderboard);
            console.out().print(options.format().write(shown, console.width()));
        }
    }

    /// Keeps one row at a time.
    private void stream(Results results, SweepSummary summary, TrialFilter filter, Path file) {
        int rows = results.snapshot(() -> {
            Leaderboard leaderboard = new Leaderboard(
                    summary.objectives(), summary.parameters(), List.of(), true, results.keys(summary, filter));
            return written(leaderboard, file, csv -> results.eachByRank(summary, filter, csv::write));
        });
        options.tellIfNone(rows, summary, console.err());
        tell(rows, file);
    }

    private void write(Leaderboard leaderboard, Path file) {
        tell(written(leaderboard, file, csv -> leaderboard.entries().forEach(csv::write)), file);
    }

    private void tell(int rows, Path file) {
        if (!StandardStream.isMeant(file)) {
            console.err().printf("%d trials written to %s%n", rows, file);
        }
    }

    /// @return how many rows
    private int written(Leaderboard leaderboard, Path file, Consumer<LeaderboardCsv> rows) {
        Set<String> without = noTimings ? Set.of("seconds") : Set.of();
        AtomicInteger count = new AtomicInteger();
        AtomicFile.Content content = out -> {
            try {
                LeaderboardCsv csv = leaderboard.csv(out, without);
                rows.accept(csv);
                count.set(csv.end());
            } catch (UncheckedIOException problem) {
                throw Objects.requireNonNull(problem.getCause());
            }
        };
        if (StandardStream.isMeant(file)) {
            writeOut(content);
        } else {
            AtomicFile.write(file, content);
        }
        return count.get();
    }

    private void writeOut(AtomicFile.Content content) {
        try {
            content.to(console.out());
            console.out().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("standard output cannot be written: " + FileProblem.of(e), e);
        }
    }

    private Table timed(Table table) {
        return noTimings ? table.without("seconds") : table;
    }
}
