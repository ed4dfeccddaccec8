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
import java.util.List;
import java.util.Optional;

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

    private Table metrics() {
        List<String> names = outcome.metrics().keySet().stream()
                .filter(metric -> metric.split().equals("val") || metric.split().equals("test"))
                .sorted()
                .map(Metric::name)
                .distinct()
                .toList();
        return new Table(
                List.of(
                        new Column("metric", Precision.EXACT),
                        new Column("val", Precision.FOUR_DECIMALS),
                        new Column("test", Precision.FOUR_DECIMALS)),
                names.stream()
                        .map(name -> List.of(Cell.of(name), cell("val", name), cell("test", name)))
                        .toList());
    }

    private Cell cell(String split, String name) {
        return Cell.of(Optional.ofNullable(outcome.metrics().get(new Metric(split, name)))
                .map(Cell::of));
    }
}
