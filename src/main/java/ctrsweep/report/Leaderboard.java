package ctrsweep.report;

import ctrsweep.metric.Metric;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/// A sweep's results as a table, in the order given.
///
/// @param parameters the dotted keys that vary, in spec order
/// @param entries its rows
/// @param repeats whether a row may stand for several trials, so that `std` and `n` have a meaning
public record Leaderboard(Metric objective, List<String> parameters, List<LeaderboardRow> entries, boolean repeats) {
    /// Its columns, but for metrics and parameters.
    private static final Set<String> OWN =
            Set.of("rank", "trial", "state", "best_epoch", "epochs", "stop_reason", "seconds", "config_hash");

    private static final List<String> REPEATED = List.of("std", "n");

    public Leaderboard {
        parameters = List.copyOf(parameters);
        entries = List.copyOf(entries);
    }

    /// One trial a row.
    public static Leaderboard ofTrials(Metric objective, List<String> parameters, List<Trial> trials) {
        return new Leaderboard(
                objective, parameters, trials.stream().map(LeaderboardRow::of).toList(), false);
    }

    /// One point a row: trials that differ in their seed only have one rank. Trials without a rank follow, each for
    /// itself.
    public static Leaderboard ofPoints(Metric objective, List<String> parameters, List<Trial> trials) {
        List<LeaderboardRow> entries = new ArrayList<>();
        Point.ranked(trials).forEach(point -> entries.add(new LeaderboardRow(Optional.of(point.rank()), point)));
        trials.stream()
                .filter(trial -> trial.rank().isEmpty())
                .map(LeaderboardRow::of)
                .forEach(entries::add);
        return new Leaderboard(objective, parameters, entries, true);
    }

    private record Source(Column column, Function<LeaderboardRow, Optional<Cell>> cell) {}

    /// Every column, in the fixed order of files: rank, trial, state, objective, std and n where trials are
    /// repeated, best_epoch, epochs, stop_reason, the other validation metrics, test metrics, parameters in spec
    /// order, seconds, seed, config_hash.
    public Table table() {
        return table(sources());
    }

    /// Writes [#table] as CSV, row by row: there may be a hundred thousand.
    ///
    /// @param without columns that are left out
    public void writeCsv(OutputStream out, Set<String> without) throws IOException {
        List<Source> sources = sources().stream()
                .filter(source -> !without.contains(source.column.name()))
                .toList();
        CsvTable.write(
                sources.stream().map(Source::column).toList(),
                entries.stream().map(entry -> row(sources, entry)),
                new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /// The same with each failed trial's error at the end.
    public Table tableWithErrors() {
        List<Source> sources = sources();
        sources.add(plain("error", entry -> entry.first().error().map(Cell::of)));
        return table(sources);
    }

    /// Ordered by a column, as [Table#sorted].
    public Leaderboard sorted(String column, boolean descending) {
        List<Integer> order = table().order(column, descending);
        return new Leaderboard(
                objective, parameters, order.stream().map(entries::get).toList(), repeats);
    }

    public Leaderboard first(int count) {
        return count >= entries.size()
                ? this
                : new Leaderboard(objective, parameters, entries.subList(0, count), repeats);
    }

    /// The columns that tell the rows apart, for a terminal: those that matter most first. When every trial is
    /// completed, their state tells nothing; nor does the spread when each ran once.
    public List<String> mainColumns() {
        List<String> names = new ArrayList<>(List.of("rank", "trial"));
        if (entries.stream().anyMatch(entry -> entry.first().state() != TrialState.COMPLETED)) {
            names.add("state");
        }
        names.add(objective.toString());
        if (repeats && entries.stream().anyMatch(entry -> entry.count() > 1)) {
            names.addAll(REPEATED);
        }
        varied().values().forEach(column -> names.add(column.name()));
        Metric test = new Metric("test", objective.name());
        if (metrics().contains(test)) {
            names.add(test.toString());
        }
        names.addAll(List.of("best_epoch", "epochs", "stop_reason", "seconds"));
        return names.stream().distinct().toList();
    }

    private Table table(List<Source> sources) {
        return new Table(
                sources.stream().map(Source::column).toList(),
                entries.stream().map(entry -> row(sources, entry)).toList());
    }

    private static List<Cell> row(List<Source> sources, LeaderboardRow entry) {
        List<Cell> cells = new ArrayList<>(sources.size());
        for (Source source : sources) {
            cells.add(Cell.of(source.cell.apply(entry)));
        }
        return List.copyOf(cells);
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        sources.add(plain("rank", entry -> entry.rank().map(Cell::of)));
        sources.add(plain("trial", entry -> Optional.of(Cell.of(entry.first().number()))));
        sources.add(
                plain("state", entry -> Optional.of(Cell.of(name(entry.first().state())))));
        sources.add(metric(objective));
        if (repeats) {
            sources.add(new Source(new Column("std", Precision.FOUR_DECIMALS), entry -> entry.deviation(objective)));
            sources.add(plain("n", entry -> Optional.of(Cell.of(entry.count()))));
        }
        sources.add(counted("best_epoch", LeaderboardRow::bestEpoch));
        sources.add(counted("epochs", entry -> Optional.of(entry.epochs())));
        sources.add(plain("stop_reason", entry -> entry.stopReasons().map(Cell::of)));
        metrics().stream().filter(metric -> !metric.equals(objective)).forEach(metric -> sources.add(metric(metric)));
        varied().forEach((path, column) -> sources.add(parameter(path, column)));
        sources.add(new Source(new Column("seconds", Precision.ONE_DECIMAL), entry -> Optional.of(entry.seconds())));
        sources.add(plain("seed", entry -> Optional.of(entry.seed())));
        sources.add(plain("config_hash", entry -> entry.configHash().map(Cell::of)));
        return sources;
    }

    private static Source plain(String name, Function<LeaderboardRow, Optional<Cell>> cell) {
        return new Source(new Column(name, Precision.EXACT), cell);
    }

    /// A whole number, or the mean of some.
    private static Source counted(String name, Function<LeaderboardRow, Optional<Cell>> cell) {
        return new Source(new Column(name, Precision.ONE_DECIMAL), cell);
    }

    private static Source metric(Metric metric) {
        return new Source(new Column(metric.toString(), Precision.FOUR_DECIMALS), entry -> entry.metric(metric));
    }

    private static Source parameter(String path, Column column) {
        return new Source(column, entry -> Optional.<Value>ofNullable(
                        entry.first().assignment().values().get(path))
                .map(Cell.Is::new));
    }

    /// By path. A parameter may be called as another column is: a program's `epochs`, say.
    private SequencedMap<String, Column> varied() {
        Set<String> taken = new HashSet<>(OWN);
        taken.addAll(repeats ? REPEATED : List.of());
        metrics().forEach(metric -> taken.add(metric.toString()));
        List<String> paths = parameterColumns();
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        paths.forEach(path -> columns.put(
                path,
                taken.contains(path)
                        ? new Column("parameter " + path, Precision.SIX_DIGITS)
                        : Column.parameter(path, paths)));
        return columns;
    }

    /// Validation before test; HR@5 before HR@10.
    private List<Metric> metrics() {
        Set<Metric> metrics = new HashSet<>();
        for (LeaderboardRow entry : entries) {
            for (Trial trial : entry.point().trials()) {
                metrics.addAll(trial.metrics().keySet());
            }
        }
        return metrics.stream()
                .sorted(Comparator.comparing((Metric metric) -> metric.split().equals("test"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// The columns of what varies, in spec order, then what only earlier revisions varied. A seed that varies has its
    /// column already.
    public List<String> parameterColumns() {
        SequencedSet<String> paths = new LinkedHashSet<>(parameters);
        Set<String> others = new HashSet<>();
        for (LeaderboardRow entry : entries) {
            for (Trial trial : entry.point().trials()) {
                others.addAll(trial.assignment().values().keySet());
            }
        }
        others.stream().sorted().forEach(paths::add);
        paths.remove("seed");
        return List.copyOf(paths);
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
