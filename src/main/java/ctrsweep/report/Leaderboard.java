package ctrsweep.report;

import ctrsweep.metric.Metric;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialKeys;
import ctrsweep.sweep.TrialState;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

/// A sweep's results, one row for each trial or point.
///
/// @param objectives at least one; with several, there is a column `front`
/// @param parameters the dotted keys that vary, in spec order
/// @param entries the rows, in order
/// @param repeats whether a row may show several trials, and so has the columns `std` and `n`
/// @param keys what the trials have between them
public record Leaderboard(
        List<Metric> objectives,
        List<String> parameters,
        List<LeaderboardRow> entries,
        boolean repeats,
        TrialKeys keys) {
    /// Names that a parameter's column cannot have.
    private static final Set<String> OWN =
            Set.of("rank", "trial", "state", "best_epoch", "epochs", "stop_reason", "seconds", "config_hash");

    private static final String FRONT = "front";
    private static final List<String> REPEATED = List.of("std", "n");

    public Leaderboard {
        objectives = List.copyOf(objectives);
        parameters = List.copyOf(parameters);
        entries = List.copyOf(entries);
    }

    public Leaderboard(
            List<Metric> objectives, List<String> parameters, List<LeaderboardRow> entries, boolean repeats) {
        this(
                objectives,
                parameters,
                entries,
                repeats,
                TrialKeys.of(entries.stream()
                        .flatMap(entry -> entry.point().trials().stream())
                        .toList()));
    }

    /// One row for each trial.
    public static Leaderboard ofTrials(SweepSummary sweep, List<Trial> trials) {
        return ofTrials(sweep.objectives(), sweep.parameters(), trials);
    }

    /// One row for each trial.
    public static Leaderboard ofTrials(List<Metric> objectives, List<String> parameters, List<Trial> trials) {
        return new Leaderboard(
                objectives, parameters, trials.stream().map(LeaderboardRow::of).toList(), false);
    }

    /// One row for each point, which groups the trials that differ only in their seed. Trials without a rank follow,
    /// one in each row.
    public static Leaderboard ofPoints(SweepSummary sweep, List<Trial> trials) {
        return ofPoints(sweep.objectives(), sweep.parameters(), trials);
    }

    /// The same by the names of the objectives and of the parameters.
    public static Leaderboard ofPoints(List<Metric> objectives, List<String> parameters, List<Trial> trials) {
        List<LeaderboardRow> entries = new ArrayList<>();
        Point.ranked(trials).forEach(point -> entries.add(new LeaderboardRow(Optional.of(point.rank()), point)));
        trials.stream()
                .filter(trial -> trial.rank().isEmpty())
                .map(LeaderboardRow::of)
                .forEach(entries::add);
        return new Leaderboard(objectives, parameters, entries, true);
    }

    /// The first objective.
    public Metric objective() {
        return objectives.getFirst();
    }

    private boolean hasFronts() {
        return objectives.size() > 1;
    }

    /// Every column, in the fixed order of files: rank, front where there are several objectives, trial, state,
    /// objectives, std and n where trials are repeated, best_epoch, epochs, stop_reason, the other validation
    /// metrics, test metrics, parameters in spec order, seconds, seed, config_hash.
    public Table table() {
        return TableColumn.table(columns(), entries);
    }

    /// Begins [#table] as CSV, whose rows are given one by one.
    ///
    /// @param without columns to leave out
    /// @throws UncheckedIOException if the header cannot be written
    public LeaderboardCsv csv(OutputStream out, Set<String> without) {
        return new LeaderboardCsv(
                columns().stream()
                        .filter(column -> !without.contains(column.column().name()))
                        .toList(),
                out);
    }

    /// [#table] with each failed trial's error at the end.
    public Table tableWithErrors() {
        List<TableColumn<LeaderboardRow>> columns = columns();
        columns.add(TableColumn.exact("error", entry -> entry.first().error().map(Cell::of)));
        return TableColumn.table(columns, entries);
    }

    /// Sorts the rows by a column, as [Table#sorted].
    public Leaderboard sorted(String column, boolean descending) {
        List<Integer> order = table().order(column, descending);
        return new Leaderboard(
                objectives, parameters, order.stream().map(entries::get).toList(), repeats);
    }

    public Leaderboard first(int count) {
        return count >= entries.size()
                ? this
                : new Leaderboard(objectives, parameters, entries.subList(0, count), repeats);
    }

    /// The columns for a terminal, the most important first: without those that do not differ between rows, such as
    /// the state if every trial is completed.
    public List<String> mainColumns() {
        List<String> names = new ArrayList<>(hasFronts() ? List.of("rank", FRONT, "trial") : List.of("rank", "trial"));
        if (entries.stream().anyMatch(entry -> entry.first().state() != TrialState.COMPLETED)) {
            names.add("state");
        }
        objectives.forEach(objective -> names.add(objective.toString()));
        if (repeats && entries.stream().anyMatch(entry -> entry.count() > 1)) {
            names.addAll(REPEATED);
        }
        varied().values().forEach(column -> names.add(column.name()));
        Metric test = new Metric("test", objective().name());
        if (metrics().contains(test)) {
            names.add(test.toString());
        }
        names.addAll(List.of("best_epoch", "epochs", "stop_reason", "seconds"));
        return names.stream().distinct().toList();
    }

    private List<TableColumn<LeaderboardRow>> columns() {
        List<TableColumn<LeaderboardRow>> columns = new ArrayList<>();
        columns.add(TableColumn.exact("rank", entry -> entry.rank().map(Cell::of)));
        if (hasFronts()) {
            columns.add(TableColumn.exact(FRONT, entry -> entry.first().front().map(Cell::of)));
        }
        columns.add(TableColumn.exact(
                "trial", entry -> Optional.of(Cell.of(entry.first().number()))));
        columns.add(TableColumn.exact(
                "state", entry -> Optional.of(Cell.of(name(entry.first().state())))));
        objectives.forEach(objective -> columns.add(metric(objective)));
        if (repeats) {
            columns.add(TableColumn.decimals("std", entry -> entry.point().deviation(objective())));
            columns.add(TableColumn.exact("n", entry -> Optional.of(Cell.of(entry.count()))));
        }
        columns.add(counted("best_epoch", LeaderboardRow::bestEpoch));
        columns.add(counted("epochs", entry -> Optional.of(entry.epochs())));
        columns.add(
                TableColumn.exact("stop_reason", entry -> entry.stopReasons().map(Cell::of)));
        metrics().stream()
                .filter(metric -> !objectives.contains(metric))
                .forEach(metric -> columns.add(metric(metric)));
        varied().forEach((path, column) -> columns.add(parameter(path, column)));
        columns.add(
                new TableColumn<>(new Column("seconds", Precision.ONE_DECIMAL), entry -> Optional.of(entry.seconds())));
        columns.add(TableColumn.exact("seed", entry -> Optional.of(entry.seed())));
        columns.add(TableColumn.exact("config_hash", entry -> entry.configHash().map(Cell::of)));
        return columns;
    }

    /// A whole number, or the mean of some.
    private static TableColumn<LeaderboardRow> counted(String name, Function<LeaderboardRow, Optional<Cell>> cell) {
        return new TableColumn<>(new Column(name, Precision.ONE_DECIMAL), cell);
    }

    private static TableColumn<LeaderboardRow> metric(Metric metric) {
        return TableColumn.decimals(metric.toString(), entry -> entry.metric(metric));
    }

    private static TableColumn<LeaderboardRow> parameter(String path, Column column) {
        return new TableColumn<>(column, entry -> Optional.<Value>ofNullable(
                        entry.first().assignment().values().get(path))
                .map(Cell.Is::new));
    }

    /// The parameters' columns by path. A name that another column has (a program's `epochs`, say) gets a prefix.
    private SequencedMap<String, Column> varied() {
        Set<String> taken = new HashSet<>(OWN);
        taken.addAll(hasFronts() ? List.of(FRONT) : List.of());
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
        return keys.metrics().stream()
                .sorted(Comparator.comparing((Metric metric) -> metric.split().equals("test"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// The paths of the parameters: those that vary in spec order, then those that only earlier revisions varied.
    /// The seed is left out, since it has its own column.
    public List<String> parameterColumns() {
        SequencedSet<String> paths = new LinkedHashSet<>(parameters);
        keys.parameters().stream().sorted().forEach(paths::add);
        paths.remove("seed");
        return List.copyOf(paths);
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
