package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.TableColumn;
import ctrsweep.sweep.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares several sweeps.
///
/// @param note tells whether they have the same objective
/// @param table one row for each sweep; a metric that no sweep has is left out
/// @param settings of each sweep's winner
/// @param groups one for each objective that several sweeps share
record SweepComparison(String note, Table table, Settings settings, List<ObjectiveGroup> groups) {

    /// @param columns `setting`, then the names of the sweeps
    /// @param rows one for each setting that any sweep varied, as text
    record Settings(List<String> columns, List<List<String>> rows) {}

    static SweepComparison of(List<ReportedSweep> sweeps, List<SweepFacts> facts) {
        List<ComparedSweep> compared = IntStream.range(0, sweeps.size())
                .mapToObj(place -> new ComparedSweep(sweeps.get(place), facts.get(place)))
                .toList();
        Map<String, List<Integer>> aims = IntStream.range(0, compared.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        place -> compared.get(place).aim(), LinkedHashMap::new, Collectors.toList()));
        return new SweepComparison(
                note(aims, sweeps),
                table(compared),
                settings(compared),
                aims.values().stream()
                        .filter(places -> places.size() > 1)
                        .map(places -> ObjectiveGroup.of(compared, places))
                        .toList());
    }

    private static String note(Map<String, List<Integer>> aims, List<ReportedSweep> sweeps) {
        if (aims.size() == 1) {
            return "All sweeps %s.".formatted(aims.keySet().iterator().next());
        }
        return "Their objectives differ: %s. Only sweeps with the same objective share a chart; each column of the table shows one metric."
                .formatted(aims.entrySet().stream()
                        .map(aim -> "%s (%s)".formatted(aim.getKey(), names(aim.getValue(), sweeps)))
                        .collect(Collectors.joining("; ")));
    }

    private static String names(List<Integer> places, List<ReportedSweep> sweeps) {
        return places.stream().map(place -> sweeps.get(place).name()).collect(Collectors.joining(", "));
    }

    private static Table table(List<ComparedSweep> compared) {
        return TableColumn.table(
                columns(compared).stream()
                        .filter(column -> compared.stream()
                                .anyMatch(sweep -> column.cell().apply(sweep).isPresent()))
                        .toList(),
                compared);
    }

    private static List<TableColumn<ComparedSweep>> columns(List<ComparedSweep> compared) {
        List<TableColumn<ComparedSweep>> columns = new ArrayList<>();
        columns.add(exact("sweep", sweep -> Cell.of(sweep.name())));
        columns.add(exact("method", sweep -> Cell.of(sweep.method().map(Cell::of))));
        columns.add(exact("trials", sweep -> Cell.of(sweep.reported().trials().size())));
        Stream.of(TrialState.values())
                .filter(state -> compared.stream().anyMatch(sweep -> sweep.trials(state) > 0))
                .map(state -> exact(BestEpochs.word(state), sweep -> Cell.of(sweep.trials(state))))
                .forEach(columns::add);
        compared.stream()
                .map(ComparedSweep::aim)
                .distinct()
                .map(SweepComparison::best)
                .forEach(columns::add);
        columns.add(TableColumn.decimals(
                "low", sweep -> sweep.topPoint().flatMap(TopPoint::interval).map(interval -> interval.low())));
        columns.add(TableColumn.decimals(
                "high", sweep -> sweep.topPoint().flatMap(TopPoint::interval).map(interval -> interval.high())));
        columns.add(TableColumn.decimals("std", sweep -> sweep.winner()
                .flatMap(winner -> winner.deviation(sweep.reported().objective()))));
        columns.add(TableColumn.exact("seeds", sweep -> sweep.winner()
                .map(winner -> Cell.of(winner.trials().size()))));
        compared.stream()
                .map(sweep -> new Metric("test", sweep.reported().objective().name()))
                .distinct()
                .forEach(test -> columns.add(TableColumn.decimals(
                        test.toString(), sweep -> sweep.winner().flatMap(winner -> winner.mean(test)))));
        columns.add(exact("epochs", sweep -> Cell.of(sweep.epochs())));
        columns.add(TableColumn.decimals(
                "hours", sweep -> Optional.of(sweep.facts().timeline().length() / 3600)));
        columns.add(TableColumn.decimals("trial_hours", sweep -> Optional.of(sweep.seconds() / 3600)));
        return columns;
    }

    /// The best value of each sweep with this aim.
    private static TableColumn<ComparedSweep> best(String aim) {
        return TableColumn.decimals(
                aim, sweep -> sweep.aim().equals(aim) ? sweep.topPoint().map(TopPoint::mean) : Optional.empty());
    }

    private static TableColumn<ComparedSweep> exact(String name, Function<ComparedSweep, Cell> cell) {
        return TableColumn.exact(name, sweep -> Optional.of(cell.apply(sweep)));
    }

    private static Settings settings(List<ComparedSweep> compared) {
        List<String> columns = Stream.concat(
                        Stream.of("setting"), compared.stream().map(sweep -> sweep.name()))
                .toList();
        List<List<String>> rows = compared.stream()
                .flatMap(sweep -> sweep.facts().parameters().stream().map(ParameterFacts::name))
                .distinct()
                .map(setting -> Stream.concat(
                                Stream.of(setting), compared.stream().map(sweep -> value(sweep, setting)))
                        .toList())
                .toList();
        return new Settings(columns, rows);
    }

    private static String value(ComparedSweep sweep, String setting) {
        return sweep.winners(setting).map(ParameterValues::label).orElse("");
    }
}
