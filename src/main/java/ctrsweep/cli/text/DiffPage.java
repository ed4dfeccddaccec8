package ctrsweep.cli.text;

import ctrsweep.config.ConfigTree;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Escaped;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The output of `diff`: only differences.
public record DiffPage(SweepSummary sweep, Side a, Side b, ConsoleEnvironment console) {

    public record Side(TrialDetails details, TrialConfig config) {
        String name() {
            return "trial " + details.trial().number();
        }

        Map<Integer, EpochReport> epochs() {
            Map<Integer, EpochReport> epochs = new TreeMap<>();
            details.epochs().forEach(epoch -> epochs.put(epoch.epoch(), epoch));
            return epochs;
        }
    }

    public String text() {
        return "%s: %s and %s\n".formatted(Escaped.of(sweep.name()), a.name(), b.name())
                + section("settings", "setting", settings(), "their settings are equal")
                + section("results", "result", results(), "their results are equal")
                + section("provenance", "fact", provenance(), "their provenance is equal")
                + curve();
    }

    private String section(String title, String first, List<List<Cell>> rows, String none) {
        if (rows.isEmpty()) {
            return "\n" + none + "\n";
        }
        List<Column> columns = Stream.of(first, a.name(), b.name(), "difference")
                .map(name -> new Column(name, Precision.SIX_DIGITS))
                .toList();
        Table table = new Table(columns, rows);
        boolean numbers = rows.stream().anyMatch(row -> !(row.getLast() instanceof Cell.Absent));
        return "\n" + title + "\n"
                + TableFormat.TABLE.write(numbers ? table : table.without("difference"), console.width());
    }

    private List<List<Cell>> settings() {
        Map<String, Value> others = ConfigTree.settings(b.config);
        List<List<Cell>> rows = new ArrayList<>();
        ConfigTree.settings(a.config).forEach((key, value) -> {
            Value other = Objects.requireNonNull(others.get(key));
            if (!value.equals(other)) {
                rows.add(List.of(Cell.of(key), new Cell.Is(value), new Cell.Is(other), new Cell.Absent()));
            }
        });
        return rows;
    }

    private List<List<Cell>> results() {
        List<List<Cell>> rows = new ArrayList<>();
        add(
                rows,
                "state",
                text(a.details.trial().state()),
                text(b.details.trial().state()));
        add(rows, "stop_reason", reason(a), reason(b));
        add(
                rows,
                "best_epoch",
                a.details.trial().bestEpoch().map(Cell::of),
                b.details.trial().bestEpoch().map(Cell::of));
        add(rows, "epochs", count(a), count(b));
        TreeSet<Metric> metrics = new TreeSet<>(a.details.trial().metrics().keySet());
        metrics.addAll(b.details.trial().metrics().keySet());
        for (Metric metric : metrics) {
            Optional<Double> one = a.details.trial().metric(metric);
            Optional<Double> other = b.details.trial().metric(metric);
            if (!one.equals(other)) {
                rows.add(List.of(Cell.of(metric.toString()), cell(one), cell(other), difference(one, other)));
            }
        }
        return rows;
    }

    private static Optional<Cell> text(Enum<?> constant) {
        return Optional.of(Cell.of(Phrases.of(constant)));
    }

    private static Optional<Cell> reason(Side side) {
        return side.details.trial().stopReason().map(Phrases::of).map(Cell::of);
    }

    private static Optional<Cell> count(Side side) {
        return Optional.of(Cell.of(side.details.trial().epochs()));
    }

    private List<List<Cell>> provenance() {
        TreeSet<String> keys = new TreeSet<>(a.details.provenance().keySet());
        keys.addAll(b.details.provenance().keySet());
        List<List<Cell>> rows = new ArrayList<>();
        for (String key : keys) {
            add(rows, key, fact(a, key), fact(b, key));
        }
        return rows;
    }

    private static Optional<Cell> fact(Side side, String key) {
        return Optional.ofNullable(side.details.provenance().get(key)).map(Cell::of);
    }

    private static void add(List<List<Cell>> rows, String name, Optional<Cell> one, Optional<Cell> other) {
        if (!one.equals(other)) {
            rows.add(List.of(Cell.of(name), Cell.of(one), Cell.of(other), new Cell.Absent()));
        }
    }

    private static Cell cell(Optional<Double> number) {
        return Cell.of(number.map(Cell::of));
    }

    private static Cell difference(Optional<Double> one, Optional<Double> other) {
        return cell(one.flatMap(from -> other.map(to -> to - from)).filter(Double::isFinite));
    }

    /// The objective after each epoch, side by side, with the best epochs marked.
    private String curve() {
        Map<Integer, EpochReport> ones = a.epochs();
        Map<Integer, EpochReport> others = b.epochs();
        int last = Math.max(ones.size(), others.size());
        if (last == 0) {
            return "";
        }
        List<Column> columns = List.of(
                new Column("epoch", Precision.EXACT),
                new Column(a.name(), Precision.FOUR_DECIMALS),
                new Column(b.name(), Precision.FOUR_DECIMALS),
                new Column("difference", Precision.FOUR_DECIMALS),
                new Column("best of", Precision.EXACT));
        List<List<Cell>> rows = IntStream.rangeClosed(1, last)
                .mapToObj(epoch -> epoch(epoch, value(ones, epoch), value(others, epoch)))
                .toList();
        return "\n%s after each epoch\n".formatted(sweep.objective())
                + TableFormat.TABLE.write(new Table(columns, rows), console.width());
    }

    private Optional<Double> value(Map<Integer, EpochReport> epochs, int epoch) {
        return Optional.ofNullable(epochs.get(epoch))
                .flatMap(report -> Optional.ofNullable(report.metrics().get(sweep.objective())));
    }

    private List<Cell> epoch(int epoch, Optional<Double> one, Optional<Double> other) {
        return List.of(Cell.of(epoch), cell(one), cell(other), difference(one, other), Cell.of(bestOf(epoch)));
    }

    private String bestOf(int epoch) {
        return String.join(
                ", ",
                Stream.of(a, b)
                        .filter(side -> side.details.trial().bestEpoch().equals(Optional.of(epoch)))
                        .map(Side::name)
                        .toList());
    }
}
