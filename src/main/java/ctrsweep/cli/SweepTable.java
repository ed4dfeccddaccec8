package ctrsweep.cli;

import ctrsweep.cli.text.DisplayTime;
import ctrsweep.cli.text.Phrases;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The sweeps of a database as a table.
///
/// @param best the best value of each sweep that has one, by its id
/// @param zone of the times shown
record SweepTable(List<SweepSummary> sweeps, Map<Long, Double> best, ZoneId zone) {
    static SweepTable of(Results results, ZoneId zone) {
        return new SweepTable(results.sweeps(), results.bestValues(), zone);
    }

    /// All columns; those of labels only if some sweep has such a label.
    Table table() {
        List<Column> columns = Stream.of(
                        Stream.of("sweep", "method", "objective", "trials"),
                        Stream.of(TrialState.values()).map(Phrases::of),
                        Stream.of("best", "last_activity"),
                        labels().stream())
                .flatMap(names -> names)
                .map(name -> new Column(name, name.equals("best") ? Precision.FOUR_DECIMALS : Precision.EXACT))
                .toList();
        return new Table(columns, sweeps.stream().map(this::row).toList());
    }

    /// The table for a terminal: the most important columns first, and only states that some trial has.
    Table forTerminal() {
        Stream<String> states = Stream.of(
                        TrialState.FAILED,
                        TrialState.RUNNING,
                        TrialState.WAITING,
                        TrialState.PRUNED,
                        TrialState.COMPLETED)
                .filter(state -> sweeps.stream().anyMatch(sweep -> sweep.count(state) > 0))
                .map(Phrases::of);
        return table().select(Stream.of(
                        Stream.of("sweep", "objective", "best", "last_activity", "trials"),
                        states,
                        labels().stream(),
                        Stream.of("method"))
                .flatMap(names -> names)
                .toList());
    }

    private List<String> labels() {
        List<String> columns = new ArrayList<>();
        if (sweeps.stream().anyMatch(sweep -> sweep.labels().owner().isPresent())) {
            columns.add("owner");
        }
        if (sweeps.stream().anyMatch(sweep -> !sweep.labels().tags().isEmpty())) {
            columns.add("tags");
        }
        return columns;
    }

    private List<Cell> row(SweepSummary sweep) {
        return Stream.of(
                        Stream.of(
                                Cell.of(sweep.name()),
                                Cell.of(sweep.method()),
                                Cell.of(sweep.objective().toString()),
                                Cell.of(sweep.count())),
                        Stream.of(TrialState.values()).map(state -> Cell.of(sweep.count(state))),
                        Stream.of(
                                Cell.of(Optional.ofNullable(best.get(sweep.id()))
                                        .map(Cell::of)),
                                Cell.of(DisplayTime.of(sweep.lastActivity(), zone))),
                        labels().stream().map(column -> label(sweep, column)))
                .flatMap(cells -> cells)
                .toList();
    }

    private static Cell label(SweepSummary sweep, String column) {
        return column.equals("owner")
                ? Cell.of(sweep.labels().owner().map(Cell::of))
                : Cell.of(Optional.of(String.join(" ", sweep.labels().tags()))
                        .filter(tags -> !tags.isEmpty())
                        .map(Cell::of));
    }
}
