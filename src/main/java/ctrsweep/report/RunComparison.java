package ctrsweep.report;

import ctrsweep.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Compares runs, the best validation AUC first, ties by name.
public record RunComparison(List<Run> runs) {
    private static final Metric VAL_AUC = new Metric("val", "auc");

    private static final List<Metric> ALWAYS =
            List.of(VAL_AUC, new Metric("test", "auc"), new Metric("val", "logloss"), new Metric("test", "logloss"));

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

    public RunComparison {
        runs = runs.stream()
                .sorted(Comparator.comparingDouble(RunComparison::badness).thenComparing(Run::name))
                .toList();
    }

    /// Runs without an AUC come last.
    private static double badness(Run run) {
        double auc = run.metrics().getOrDefault(VAL_AUC, Double.NaN);
        return Double.isNaN(auc) ? Double.POSITIVE_INFINITY : -auc;
    }

    /// Run, model, sizes, AUC and log loss of both splits, best epoch, and then every HR@K and NDCG@K.
    public Table table() {
        List<TableColumn<Run>> columns = new ArrayList<>();
        columns.add(TableColumn.exact("run", run -> Optional.of(Cell.of(run.name()))));
        columns.add(TableColumn.exact("model", run -> run.model().map(Cell::of)));
        columns.add(TableColumn.exact("lr.bs.emb", run -> run.sizes().map(Cell::of)));
        ALWAYS.forEach(metric -> columns.add(column(metric)));
        columns.add(TableColumn.exact("best_epoch", run -> run.bestEpoch().map(Cell::of)));
        ranking().forEach(metric -> columns.add(column(metric)));
        return TableColumn.table(columns, runs);
    }

    private static TableColumn<Run> column(Metric metric) {
        return TableColumn.decimals(
                metric.toString(), run -> Optional.ofNullable(run.metrics().get(metric)));
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
