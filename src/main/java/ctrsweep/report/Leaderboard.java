package ctrsweep.report;

import ctrsweep.config.Metric;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.space.Value;
import ctrsweep.sweep.TrialResult;
import ctrsweep.sweep.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/// A sweep's trials as a table, in the order given.
///
/// @param parameters the dotted keys that vary, in spec order
public record Leaderboard(Metric objective, List<String> parameters, List<TrialResult> trials) {
    public Leaderboard {
        parameters = List.copyOf(parameters);
        trials = List.copyOf(trials);
    }

    private record Source(Column column, Function<TrialResult, Optional<Cell>> cell) {}

    /// Every column, in the fixed order of files: rank, trial, state, objective, best_epoch, epochs,
    /// stop_reason, the other validation metrics, test metrics, parameters in spec order, seconds, seed,
    /// config_hash.
    public Table table() {
        return table(sources());
    }

    /// The same with each failed trial's error at the end.
    public Table tableWithErrors() {
        List<Source> sources = sources();
        sources.add(plain("error", trial -> trial.error().map(Cell::of)));
        return table(sources);
    }

    /// The columns that tell the trials apart, for a terminal: those that matter most first. When every trial
    /// is completed, their state tells nothing.
    public List<String> mainColumns() {
        List<String> names = new ArrayList<>(List.of("rank", "trial"));
        if (trials.stream().anyMatch(trial -> trial.state() != TrialState.COMPLETED)) {
            names.add("state");
        }
        names.add(objective.toString());
        names.addAll(paths());
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
                trials.stream()
                        .map(trial -> sources.stream()
                                .map(source -> Cell.of(source.cell.apply(trial)))
                                .toList())
                        .toList());
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        sources.add(plain("rank", trial -> trial.rank().map(Cell::of)));
        sources.add(plain("trial", trial -> Optional.of(Cell.of(trial.number()))));
        sources.add(plain("state", trial -> Optional.of(Cell.of(name(trial.state())))));
        sources.add(metric(objective));
        sources.add(plain("best_epoch", trial -> trial.bestEpoch().map(Cell::of)));
        sources.add(plain("epochs", trial -> Optional.of(Cell.of(trial.epochs()))));
        sources.add(plain("stop_reason", trial -> trial.stopReason().map(reason -> Cell.of(name(reason)))));
        metrics().stream().filter(metric -> !metric.equals(objective)).forEach(metric -> sources.add(metric(metric)));
        paths().forEach(path -> sources.add(parameter(Column.parameter(path, paths()))));
        sources.add(new Source(
                new Column("seconds", Precision.ONE_DECIMAL), trial -> Optional.of(Cell.of(trial.seconds()))));
        sources.add(plain("seed", trial -> Optional.of(Cell.of(trial.seed()))));
        sources.add(plain("config_hash", trial -> Optional.of(Cell.of(trial.configHash()))));
        return sources;
    }

    private static Source plain(String name, Function<TrialResult, Optional<Cell>> cell) {
        return new Source(new Column(name, Precision.EXACT), cell);
    }

    private static Source metric(Metric metric) {
        return new Source(new Column(metric.toString(), Precision.FOUR_DECIMALS), trial -> trial.metric(metric)
                .map(Cell::of));
    }

    private static Source parameter(Column column) {
        return new Source(column, trial -> Optional.<Value>ofNullable(
                        trial.assignment().values().get(column.name()))
                .map(Cell.Is::new));
    }

    /// Validation before test; HR@5 before HR@10.
    private List<Metric> metrics() {
        return trials.stream()
                .flatMap(trial -> trial.metrics().keySet().stream())
                .distinct()
                .sorted(Comparator.comparing((Metric metric) -> metric.split().equals("test"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// Spec order, then what only earlier revisions varied. A seed that varies has its column already.
    private List<String> paths() {
        SequencedSet<String> paths = new LinkedHashSet<>(parameters);
        trials.stream()
                .flatMap(trial -> trial.assignment().values().keySet().stream())
                .sorted()
                .forEach(paths::add);
        paths.remove("seed");
        return List.copyOf(paths);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
