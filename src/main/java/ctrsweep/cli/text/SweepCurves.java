package ctrsweep.cli.text;

import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.terminal.EpochValue;
import ctrsweep.report.terminal.Glyphs;
import ctrsweep.report.terminal.Sparkline;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Adds the objective of each epoch to a table of trials, as a sparkline in each row.
public record SweepCurves(Results results, SweepSummary sweep, Glyphs glyphs) {
    private static final int WIDTH = 12;

    /// The largest table that gets curves: nobody looks at more, so they are not read.
    private static final int MOST_ROWS = 200;

    /// Adds a column `curve` before `best_epoch`; leaves a table without `trial` or `best_epoch`, or with many
    /// rows, as it is.
    public Table beside(Table table) {
        int place = table.names().indexOf("best_epoch");
        if (!table.names().contains("trial") || place < 0 || table.rows().size() > MOST_ROWS) {
            return table;
        }
        List<Long> numbers = table.whole("trial");
        Map<Long, List<Optional<Double>>> curves = results.curves(sweep, sweep.objective(), numbers);
        return table.with(
                place,
                new Column("curve", Precision.EXACT),
                IntStream.range(0, numbers.size())
                        .mapToObj(row -> cell(curves.getOrDefault(numbers.get(row), List.of())))
                        .toList());
    }

    private Cell cell(List<Optional<Double>> curve) {
        String drawn = new Sparkline(curve.stream().map(EpochValue::new).toList()).draw(WIDTH, glyphs);
        return drawn.isBlank() ? new Cell.Absent() : Cell.of(drawn.stripTrailing());
    }
}
