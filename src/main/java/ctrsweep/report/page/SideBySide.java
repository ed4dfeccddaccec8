package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
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

/// Several sweeps beside each other.
///
/// @param note whether they have the same objective, in words
/// @param table one sweep a row; each column is of one metric, those that no sweep has left out
/// @param settings what the winner of each was given
/// @param races one for each objective that several sweeps have
record SideBySide(String note, Table table, Settings settings, List<ComparedSweeps> races) {

    /// @param columns the word for a setting, then the sweeps
    /// @param rows one setting each, as text
    record Settings(List<String> columns, List<List<String>> rows) {}

    static SideBySide of(List<SearchedSweep> sweeps, List<SweepFacts> facts) {
        List<ComparedSweep> rivals = IntStream.range(0, sweeps.size())
                .mapToObj(place -> new ComparedSweep(sweeps.get(place), facts.get(place)))
                .toList();
        Map<String, List<Integer>> aims = IntStream.range(0, rivals.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        place -> rivals.get(place).aim(), LinkedHashMap::new, Collectors.toList()));
        return new SideBySide(
                note(aims, sweeps),
                table(rivals),
                settings(rivals),
                aims.values().stream()
                        .filter(places -> places.size() > 1)
                        .map(places -> ComparedSweeps.of(rivals, places))
                        .toList());
    }

    private static String note(Map<String, List<Integer>> aims, List<SearchedSweep> sweeps) {
        if (aims.size() == 1) {
            return "All are to %s.".formatted(aims.keySet().iterator().next());
        }
        return "Their objectives differ: %s. Only sweeps of the same objective share a chart; in the table, each column is of one metric."
                .formatted(aims.entrySet().stream()
                        .map(aim -> "%s (%s)".formatted(aim.getKey(), names(aim.getValue(), sweeps)))
                        .collect(Collectors.joining("; ")));
    }

    private static String names(List<Integer> places, List<SearchedSweep> sweeps) {
        return places.stream().map(place -> sweeps.get(place).name()).collect(Collectors.joining(", "));
    }

    private record Source(Column column, Function<ComparedSweep, Optional<Cell>> cell) {}

    private static Table table(List<ComparedSweep> rivals) {
        List<Source> sources = sources(rivals).stream()
                .filter(source -> rivals.stream()
                        .anyMatch(rival -> source.cell.apply(rival).isPresent()))
                .toList();
        return new Table(
                sources.stream().map(Source::column).toList(),
                rivals.stream()
                        .map(rival -> sources.stream()
                                .map(source -> Cell.of(source.cell.apply(rival)))
                                .toList())
                        .toList());
    }

    private static List<Source> sources(List<ComparedSweep> rivals) {
        List<Source> sources = new ArrayList<>();
        sources.add(exact("sweep", rival -> Cell.of(rival.sweep().name())));
        sources.add(exact("method", rival -> Cell.of(rival.method().map(Cell::of))));
        sources.add(exact("trials", rival -> Cell.of(rival.sweep().trials().size())));
        Stream.of(TrialState.values())
                .filter(state -> rivals.stream().anyMatch(rival -> rival.trials(state) > 0))
                .map(state -> exact(BestEpochs.word(state), rival -> Cell.of(rival.trials(state))))
                .forEach(sources::add);
        rivals.stream().map(ComparedSweep::aim).distinct().map(SideBySide::best).forEach(sources::add);
        sources.add(real(
                "low", rival -> rival.contender().flatMap(TopPoint::interval).map(interval -> interval.low())));
        sources.add(real(
                "high", rival -> rival.contender().flatMap(TopPoint::interval).map(interval -> interval.high())));
        sources.add(real("std", rival -> rival.winner()
                .flatMap(winner -> winner.deviation(rival.sweep().objective()))));
        sources.add(new Source(new Column("seeds", Precision.EXACT), rival -> rival.winner()
                .map(winner -> Cell.of(winner.trials().size()))));
        rivals.stream()
                .map(rival -> new Metric("test", rival.sweep().objective().name()))
                .distinct()
                .map(test -> real(test.toString(), rival -> rival.winner().flatMap(winner -> winner.mean(test))))
                .forEach(sources::add);
        sources.add(exact("epochs", rival -> Cell.of(rival.epochs())));
        sources.add(real("hours", rival -> Optional.of(rival.facts().timeline().length() / 3600)));
        sources.add(real("trial_hours", rival -> Optional.of(rival.seconds() / 3600)));
        return sources;
    }

    /// The best of those sweeps that have this aim, under its name.
    private static Source best(String aim) {
        return real(aim, rival -> rival.aim().equals(aim) ? rival.contender().map(TopPoint::mean) : Optional.empty());
    }

    private static Source exact(String name, Function<ComparedSweep, Cell> cell) {
        return new Source(new Column(name, Precision.EXACT), rival -> Optional.of(cell.apply(rival)));
    }

    private static Source real(String name, Function<ComparedSweep, Optional<Double>> number) {
        return new Source(new Column(name, Precision.FOUR_DECIMALS), rival -> number.apply(rival)
                .map(Cell::of));
    }

    /// Those that any of the sweeps varied.
    private static Settings settings(List<ComparedSweep> rivals) {
        List<String> columns = Stream.concat(
                        Stream.of("setting"),
                        rivals.stream().map(rival -> rival.sweep().name()))
                .toList();
        List<List<String>> rows = rivals.stream()
                .flatMap(rival -> rival.facts().parameters().stream().map(ParameterFacts::name))
                .distinct()
                .map(setting -> Stream.concat(
                                Stream.of(setting), rivals.stream().map(rival -> value(rival, setting)))
                        .toList())
                .toList();
        return new Settings(columns, rows);
    }

    private static String value(ComparedSweep rival, String setting) {
        return rival.winners(setting).map(GivenValues::label).orElse("");
    }
}
