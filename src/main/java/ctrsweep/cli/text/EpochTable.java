package ctrsweep.cli.text;

import ctrsweep.report.Cell;
import ctrsweep.report.CsvFile;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialFilter;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Every metric of every epoch in long form, as plotting libraries expect it.
///
/// @param timed whether each row has the seconds of its epoch
public record EpochTable(Results results, SweepSummary sweep, TrialFilter filter, boolean timed) {
    private static final List<Column> COLUMNS = List.of(
            new Column("trial", Precision.EXACT),
            new Column("epoch", Precision.EXACT),
            new Column("lr", Precision.EXACT),
            new Column("metric", Precision.EXACT),
            new Column("value", Precision.FOUR_DECIMALS),
            new Column("seconds", Precision.ONE_DECIMAL));

    public Table table() {
        List<List<Cell>> rows = new ArrayList<>();
        results.eachEpoch(sweep, filter, (trial, epoch) -> epoch.metrics()
                .forEach((metric, value) -> rows.add(List.of(
                        Cell.of(trial),
                        Cell.of(epoch.epoch()),
                        Cell.of(epoch.lr()),
                        Cell.of(metric.toString()),
                        Cell.of(value),
                        Cell.of(epoch.seconds())))));
        Table table = new Table(COLUMNS, rows);
        return timed ? table : table.without("seconds");
    }

    /// Writes row by row, since there may be millions.
    ///
    /// @return the number of rows
    public long writeTo(Path csv) {
        AtomicLong count = new AtomicLong();
        CsvFile.write(csv, records -> count.set(writeTo(records)));
        return count.get();
    }

    /// Leaves the stream open.
    public void writeTo(OutputStream out) {
        CsvFile.write(out, this::writeTo);
    }

    private long writeTo(Consumer<List<String>> records) {
        AtomicLong count = new AtomicLong();
        records.accept(shown(COLUMNS.stream().map(Column::name).toList()));
        results.eachEpoch(sweep, filter, (trial, epoch) -> epoch.metrics().forEach((metric, value) -> {
            records.accept(shown(List.of(
                    Long.toString(trial),
                    Integer.toString(epoch.epoch()),
                    CsvFile.number(epoch.lr()),
                    metric.toString(),
                    CsvFile.number(value),
                    CsvFile.number(epoch.seconds()))));
            count.incrementAndGet();
        }));
        return count.get();
    }

    private List<String> shown(List<String> record) {
        return timed ? record : record.subList(0, record.size() - 1);
    }
}
