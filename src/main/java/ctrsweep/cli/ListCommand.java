package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.DisplayTime;
import ctrsweep.cli.text.Phrases;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.SweepLabels;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the sweeps of the database, the most recently active first.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep list", "  ./sweep list --format json"})
final class ListCommand implements Runnable {
    private static final List<String> STATES = Stream.of(TrialState.values())
            .map(state -> state.name().toLowerCase(Locale.ROOT))
            .toList();

    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    ListCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, results -> console.out()
                .print(format.write(shown(results.sweeps(), results.bestValues()), console.width())));
    }

    private Table shown(List<SweepSummary> sweeps, Map<Long, Double> best) {
        Table table = table(sweeps, best);
        return format == TableFormat.TABLE ? table.select(mainColumns(sweeps)) : table;
    }

    /// Orders the columns for a terminal: the most important first, and only states that some trial has.
    private static List<String> mainColumns(List<SweepSummary> sweeps) {
        Stream<String> states = Stream.of(
                        TrialState.FAILED,
                        TrialState.RUNNING,
                        TrialState.WAITING,
                        TrialState.PRUNED,
                        TrialState.COMPLETED)
                .filter(state -> sweeps.stream().anyMatch(sweep -> sweep.count(state) > 0))
                .map(Phrases::of);
        return Stream.of(
                        Stream.of("sweep", "objective", "best", "last_activity", "trials"),
                        states,
                        labels(sweeps),
                        Stream.of("method"))
                .flatMap(names -> names)
                .toList();
    }

    private Table table(List<SweepSummary> sweeps, Map<Long, Double> best) {
        List<Column> columns = Stream.of(
                        Stream.of("sweep", "method", "objective", "trials"),
                        STATES.stream(),
                        Stream.of("best", "last_activity"),
                        labels(sweeps))
                .flatMap(names -> names)
                .map(name -> new Column(name, name.equals("best") ? Precision.FOUR_DECIMALS : Precision.EXACT))
                .toList();
        return new Table(
                columns,
                sweeps.stream()
                        .map(sweep -> row(sweep, Optional.ofNullable(best.get(sweep.id())), labels(sweeps)))
                        .toList());
    }

    /// The columns of the labels that some sweep has.
    private static Stream<String> labels(List<SweepSummary> sweeps) {
        return Stream.of(
                        sweeps.stream().anyMatch(sweep -> sweep.labels().owner().isPresent())
                                ? Stream.of("owner")
                                : Stream.<String>empty(),
                        sweeps.stream().anyMatch(sweep -> !sweep.labels().tags().isEmpty())
                                ? Stream.of("tags")
                                : Stream.<String>empty())
                .flatMap(names -> names);
    }

    private static Cell label(SweepLabels labels, String column) {
        return column.equals("owner")
                ? Cell.of(labels.owner().map(Cell::of))
                : Cell.of(Optional.of(labels.tags())
                        .filter(tags -> !tags.isEmpty())
                        .map(tags -> Cell.of(String.join(" ", tags))));
    }

    private List<Cell> row(SweepSummary sweep, Optional<Double> best, Stream<String> labels) {
        return Stream.of(
                        Stream.of(
                                Cell.of(sweep.name()),
                                Cell.of(sweep.method()),
                                Cell.of(sweep.objective().toString()),
                                Cell.of(sweep.count())),
                        Stream.of(TrialState.values()).map(state -> Cell.of(sweep.count(state))),
                        Stream.of(
                                Cell.of(best.map(Cell::of)),
                                Cell.of(DisplayTime.of(sweep.lastActivity(), console.zone()))),
                        labels.map(column -> label(sweep.labels(), column)))
                .flatMap(cells -> cells)
                .toList();
    }
}
