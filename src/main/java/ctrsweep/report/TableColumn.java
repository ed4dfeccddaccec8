package ctrsweep.report;

import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A column, and how its cells are computed.
///
/// @param <R> a row's subject
public record TableColumn<R>(Column column, Function<R, Optional<Cell>> cell) {

    public static <R> TableColumn<R> exact(String name, Function<R, Optional<Cell>> cell) {
        return new TableColumn<>(new Column(name, Precision.EXACT), cell);
    }

    public static <R> TableColumn<R> decimals(String name, Function<R, Optional<Double>> number) {
        return new TableColumn<>(new Column(name, Precision.FOUR_DECIMALS), row -> number.apply(row)
                .map(Cell::of));
    }

    public static <R> Table table(List<TableColumn<R>> columns, List<R> rows) {
        return new Table(
                columns.stream().map(TableColumn::column).toList(),
                rows.stream().map(row -> row(columns, row)).toList());
    }

    static <R> List<Cell> row(List<TableColumn<R>> columns, R row) {
        List<Cell> cells = new ArrayList<>(columns.size());
        for (TableColumn<R> column : columns) {
            cells.add(Cell.of(column.cell.apply(row)));
        }
        return List.copyOf(cells);
    }
}
