package ctrsweep.cli;

import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.serve.PageResponse;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A table that programs fetch: what a command prints with `--format csv` or `--format json`.
///
/// @param name of the command: `list`, `trials` or `leaderboard`
record ServedTable(String name, TableFormat format) {

    /// The table that the last segment of a path names, as `trials.csv`.
    static Optional<ServedTable> of(String file) {
        return switch (file) {
            case "list.csv", "trials.csv", "leaderboard.csv" ->
                Optional.of(new ServedTable(file.replace(".csv", ""), TableFormat.CSV));
            case "list.json", "trials.json", "leaderboard.json" ->
                Optional.of(new ServedTable(file.replace(".json", ""), TableFormat.JSON));
            default -> Optional.empty();
        };
    }

    boolean isOfOneSweep() {
        return !name.equals("list");
    }

    PageResponse ofAll(Results results, ZoneId zone) {
        return response(SweepTable.of(results, zone).table());
    }

    PageResponse of(Results results, String sweep) {
        SweepSummary summary = results.sweep(sweep);
        return response(
                name.equals("trials")
                        ? trials(results, summary)
                        : Leaderboard.ofPoints(summary, results.trials(summary)).table());
    }

    private static Table trials(Results results, SweepSummary summary) {
        List<Trial> trials = results.trials(summary, TrialFilter.ALL);
        return new AddedColumns(results, summary)
                .generation(
                        Leaderboard.ofTrials(summary, trials).tableWithErrors().sorted("trial", false), trials);
    }

    private PageResponse response(Table table) {
        String type = format == TableFormat.CSV ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        return PageResponse.table(format.write(table, Integer.MAX_VALUE), type);
    }
}
