package ctrsweep.cli.launch;

import ctrsweep.cli.text.FactList;
import ctrsweep.cli.text.Phrases;
import ctrsweep.cli.text.ResultsFile;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The summary that `train` prints.
public record TrainPage(Path folder, Outcome.Completed outcome) {

    public String text(int width) {
        return new FactList()
                        .add("best epoch", outcome.bestEpoch() + " of " + outcome.epochs())
                        .add("stopped by", Phrases.of(outcome.reason()))
                        .add("weights", folder.resolve(TrainedRun.WEIGHTS))
                        .add("TorchScript", folder.resolve(TrainedRun.ARCHIVE))
                        .add("results", folder.resolve(ResultsFile.NAME))
                        .indented(0)
                + "\n"
                + TableFormat.TABLE.write(metrics(), width);
    }

    /// A column for each split that has metrics. The loss of the training rows is left out.
    private Table metrics() {
        List<Metric> all = outcome.metrics().keySet().stream()
                .filter(metric -> !metric.equals(new Metric("train", "loss")))
                .sorted()
                .toList();
        List<String> splits = Stream.of("train", "val", "test")
                .filter(split -> all.stream().anyMatch(metric -> metric.split().equals(split)))
                .toList();
        List<Column> columns = new ArrayList<>(List.of(new Column("metric", Precision.EXACT)));
        splits.forEach(split -> columns.add(new Column(split, Precision.FOUR_DECIMALS)));
        return new Table(
                columns,
                all.stream()
                        .map(Metric::name)
                        .distinct()
                        .map(name -> row(name, splits))
                        .toList());
    }

    private List<Cell> row(String name, List<String> splits) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
        splits.forEach(
                split -> row.add(Cell.of(Optional.ofNullable(outcome.metrics().get(new Metric(split, name)))
                        .map(Cell::of))));
        return row;
    }
}
