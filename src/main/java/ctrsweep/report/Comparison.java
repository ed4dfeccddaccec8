package ctrsweep.report;

import ctrsweep.metric.Metric;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs side by side, the best validation AUC first, ties by name.
public record Comparison(List<Run> runs) {
    private static final Metric VAL_AUC = new Metric("val", "auc");

    /// In the order of columns.
    private static final List<Metric> ALWAYS =
            List.of(VAL_AUC, new Metric("test", "auc"), new Metric("val", "logloss"), new Metric("test", "logloss"));

    /// What is known of one run.
    ///
    /// @param sizes learning rate, batch size and embedding width
    /// @param metrics at the best epoch
    public record Run(
            String name,
            Optional<String> model,
            Optional<String> sizes,
            Map<Metric, Double> metrics,
            Optional<Integer> bestEpoch) {
        public Run {
            metrics = Map.copyOf(metrics);
        }
    }

    public Comparison {
        runs = runs.stream()
                .sorted(Comparator.comparingDouble(Comparison::badness).thenComparing(Run::name))
                .toList();
    }

    /// What is absent or NaN comes last.
    private static double badness(Run run) {
        double auc = run.metrics().getOrDefault(VAL_AUC, Double.NaN);
        return Double.isNaN(auc) ? Double.POSITIVE_INFINITY : -auc;
    }

    /// Run, Model, LR.BS.Emb, AUC and LogLoss of both splits, best epoch, and then every HR@K and NDCG@K.
    public Table table() {
        List<Metric> metrics =
                Stream.concat(ALWAYS.stream(), ranking().stream()).toList();
        List<Column> columns = new ArrayList<>();
        Stream.of("run", "model", "lr.bs.emb").forEach(name -> columns.add(new Column(name, Precision.EXACT)));
        metrics.forEach(metric -> columns.add(new Column(metric.toString(), Precision.FOUR_DECIMALS)));
        columns.add(3 + ALWAYS.size(), new Column("best_epoch", Precision.EXACT));
        return new Table(columns, runs.stream().map(run -> row(run, metrics)).toList());
    }

    private static List<Cell> row(Run run, List<Metric> metrics) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(run.name()));
        cells.add(Cell.of(run.model().map(Cell::of)));
        cells.add(Cell.of(run.sizes().map(Cell::of)));
        metrics.forEach(metric ->
                cells.add(Cell.of(Optional.ofNullable(run.metrics().get(metric)).map(Cell::of))));
        cells.add(3 + ALWAYS.size(), Cell.of(run.bestEpoch().map(Cell::of)));
        return cells;
    }

    /// Validation before test, HR before NDCG, small K before large.
    private List<Metric> ranking() {
        return runs.stream()
                .flatMap(run -> run.metrics().keySet().stream())
                .filter(metric -> metric.name().toLowerCase(Locale.ROOT).matches("(hr|ndcg)@\\d+"))
                .distinct()
                .sorted(Comparator.comparing((Metric metric) -> metric.split().equals("test"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
