package ctrsweep.report;

import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a leaderboard as CSV row by row, since there may be a million.
public final class LeaderboardCsv {
    private final List<TableColumn<LeaderboardRow>> columns;
    private final CsvTable csv;

    /// The trials of the point that is not complete yet.
    private final List<Trial> open = new ArrayList<>();

    private int rows;

    LeaderboardCsv(List<TableColumn<LeaderboardRow>> columns, OutputStream out) {
        this.columns = columns;
        csv = new CsvTable(
                columns.stream().map(TableColumn::column).toList(),
                new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /// @throws UncheckedIOException if the row cannot be written
    public void write(LeaderboardRow row) {
        csv.write(TableColumn.row(columns, row));
        rows++;
    }

    /// Writes the trials of each point as one row.
    ///
    /// @param trial the next in the order of ranks
    public void write(Trial trial) {
        if (trial.rank().isEmpty()
                || (!open.isEmpty() && !open.getFirst().rank().equals(trial.rank()))) {
            writeOpen();
        }
        open.add(trial);
    }

    private void writeOpen() {
        if (!open.isEmpty()) {
            write(new LeaderboardRow(open.getFirst().rank(), new Point(open)));
            open.clear();
        }
    }

    /// Writes the last row, and leaves the stream open.
    ///
    /// @return how many rows there are
    public int end() {
        writeOpen();
        csv.flush();
        return rows;
    }
}
