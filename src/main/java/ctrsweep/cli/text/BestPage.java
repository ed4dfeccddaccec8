package ctrsweep.cli.text;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.LeaderboardRow;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import ctrsweep.text.CalledAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The output of `best`: the best point, how certain it is, and the next points.
///
/// @param best the points to show, at least one
public record BestPage(SweepSummary sweep, List<Point> best, Results results, ConsoleEnvironment console) {

    public String text() {
        if (sweep.hasSeveralObjectives()) {
            return front();
        }
        Point first = best.getFirst();
        return (first.trials().size() == 1 ? alone(first.first()) : repeated(first))
                + new TiedPoints(sweep, results).text()
                + next()
                + CalledAs.in("""

                All about it:     ./sweep show %1$s %2$d
                Run it again:     ./sweep show %1$s %2$d --config > trial-%2$d.yaml && ./sweep train trial-%2$d.yaml
                """.formatted(name(), first.first().number()));
    }

    private String front() {
        Leaderboard leaderboard = board(sweep, best, 0);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        return CalledAs.in("""
                %1$s: no other trial is as good as these by each objective (%2$s) and better by one; of %3$s

                %4$s
                All about one:    ./sweep show %1$s %5$d
                All others:       ./sweep leaderboard %1$s
                """.formatted(
                        name(),
                        Phrases.objectives(sweep),
                        of(),
                        TableFormat.TABLE.write(table, console.width()),
                        best.getFirst().first().number()));
    }

    private String name() {
        return Escaped.of(sweep.name());
    }

    private String of() {
        return Phrases.trials(sweep.count(TrialState.COMPLETED), TrialState.COMPLETED);
    }

    private String alone(Trial trial) {
        return "%s: trial %d is the best of %s\n".formatted(name(), trial.number(), of())
                + new TrialFacts(sweep, trial).text();
    }

    private String repeated(Point point) {
        Metric test = new Metric("test", sweep.objective().name());
        FactList lines = new FactList().add(sweep.objective().toString(), spread(point, sweep.objective()));
        point.mean(test).ifPresent(mean -> lines.add(test.toString(), spread(point, test)));
        point.first().assignment().values().forEach((path, value) -> {
            if (!path.equals("seed")) {
                lines.add(path, value);
            }
        });
        return "%s: the point of trials %s is the best of %s\n".formatted(name(), point.numbers(), of())
                + lines.indented(2)
                + "\n"
                + TableFormat.TABLE.write(seeds(point, test), console.width());
    }

    private static String spread(Point point, Metric metric) {
        return "%s  (mean of %d seeds%s)"
                .formatted(
                        Phrases.metric(point.mean(metric).orElse(Double.NaN)),
                        point.trials().size(),
                        point.deviation(metric)
                                .map(deviation -> ", std " + Phrases.metric(deviation))
                                .orElse(""));
    }

    private Table seeds(Point point, Metric test) {
        List<Column> columns = List.of(
                new Column("trial", Precision.EXACT),
                new Column("seed", Precision.EXACT),
                new Column(sweep.objective().toString(), Precision.FOUR_DECIMALS),
                new Column(test.equals(sweep.objective()) ? "again" : test.toString(), Precision.FOUR_DECIMALS),
                new Column("best_epoch", Precision.EXACT),
                new Column("epochs", Precision.EXACT),
                new Column("stop_reason", Precision.EXACT));
        Table table = new Table(
                columns, point.trials().stream().map(trial -> seed(trial, test)).toList());
        return test.equals(sweep.objective()) ? table.without("again") : table;
    }

    private List<Cell> seed(Trial trial, Metric test) {
        return List.of(
                Cell.of(trial.number()),
                Cell.of(trial.seed()),
                Cell.of(trial.metric(sweep.objective()).map(Cell::of)),
                Cell.of(trial.metric(test).map(Cell::of)),
                Cell.of(trial.bestEpoch().map(Cell::of)),
                Cell.of(trial.epochs()),
                Cell.of(trial.stopReason().map(Phrases::of).map(Cell::of)));
    }

    private String next() {
        if (best.size() == 1) {
            return "";
        }
        Leaderboard leaderboard = board(sweep, best, 1);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        return "\n" + TableFormat.TABLE.write(table, console.width());
    }

    /// @param from rank of the first point shown, counted from 0
    public static Leaderboard board(SweepSummary sweep, List<Point> points, int from) {
        List<LeaderboardRow> entries = new ArrayList<>();
        points.stream().skip(from).forEach(point -> entries.add(new LeaderboardRow(Optional.of(point.rank()), point)));
        return new Leaderboard(sweep.objectives(), sweep.parameters(), entries, true);
    }
}
