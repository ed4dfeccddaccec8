package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.sweep.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A table whose rows link to trials.
///
/// @param trials for each row the places of its trials
record TrialTable(Table table, List<List<Integer>> trials) {

    /// The leaderboard with the columns that a terminal shows.
    static TrialTable of(Leaderboard board, Map<Long, Integer> places) {
        return new TrialTable(
                board.table().select(board.mainColumns()),
                board.entries().stream()
                        .map(entry -> entry.point().trials().stream()
                                .map(trial -> places.getOrDefault(trial.number(), 0))
                                .toList())
                        .toList());
    }

    /// Adds the names of runs that come from files.
    TrialTable from(PageSource origin) {
        return switch (origin) {
            case PageSource.Sweep _ -> this;
            case PageSource.Files files ->
                new TrialTable(
                        table.with(
                                table.names().indexOf("trial") + 1,
                                new Column(table.names().contains("run") ? "run folder" : "run", Precision.EXACT),
                                trials.stream().map(row -> names(row, files)).toList()),
                        trials);
        };
    }

    private static Cell names(List<Integer> places, PageSource.Files files) {
        return Cell.of(places.stream().map(files.names()::get).collect(Collectors.joining(", ")));
    }

    /// Every metric at the best epoch, one row for each trial.
    static Table metrics(Metric objective, List<Trial> trials) {
        Table all = Leaderboard.ofTrials(List.of(objective), List.of(), trials).table();
        List<String> metrics = trials.stream()
                .flatMap(trial -> trial.metrics().keySet().stream())
                .distinct()
                .sorted()
                .map(Metric::toString)
                .toList();
        return all.select(metrics);
    }
}
