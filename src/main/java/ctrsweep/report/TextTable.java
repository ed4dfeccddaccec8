package ctrsweep.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table for a terminal. If it is too wide, columns get their brief names; the last columns that still do not fit are
/// left out and listed below.
final class TextTable {
    private static final int WIDEST = 48;

    /// A space on either side of a cell, and the bar between two.
    private static final int PADDING = 3;

    private TextTable() {}

    static String write(Table whole, int width) {
        Table table = fitting(whole, width) < whole.columns().size() ? shortened(whole) : whole;
        int fitting = fitting(table, width);
        List<String> names = table.names();
        String left =
                names.subList(fitting, names.size()).stream().map(Escaped::of).collect(Collectors.joining(", "));
        String drawn = draw(table.select(names.subList(0, fitting)), width);
        return left.isEmpty() ? drawn : drawn + "(too narrow for: " + left + ")\n";
    }

    private static Table shortened(Table table) {
        return new Table(table.columns().stream().map(Table.Column::shortened).toList(), table.rows());
    }

    /// The number of columns that fit, at least one.
    private static int fitting(Table table, int width) {
        int used = 0;
        for (int column = 0; column < table.columns().size(); column++) {
            used += width(table, column) + (column == 0 ? 2 : PADDING);
            if (used > width && column > 0) {
                return column;
            }
        }
        return table.columns().size();
    }

    private static int width(Table table, int column) {
        int widest =
                texts(table, column).stream().mapToInt(String::length).max().orElse(0);
        return Math.min(WIDEST, Math.max(widest, header(table, column).length()));
    }

    private static String header(Table table, int column) {
        return Escaped.of(table.columns().get(column).name());
    }

    private static List<String> texts(Table table, int column) {
        return table.rows().stream()
                .map(row -> DisplayCell.of(
                        row.get(column), table.columns().get(column).precision()))
                .toList();
    }

    private static String draw(Table table, int width) {
        Column[] columns = IntStream.range(0, table.columns().size())
                .mapToObj(column -> column(table, column, width))
                .toArray(Column[]::new);
        Object[][] cells = new Object[table.rows().size()][];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = cells(table, table.rows().get(row));
        }
        String drawn = AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                .lineSeparator("\n")
                .data(columns, cells)
                .asString();
        return drawn.lines().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static Column column(Table table, int column, int width) {
        boolean numbers = table.rows().stream().allMatch(row -> DisplayCell.isNumber(row.get(column)));
        HorizontalAlign align = numbers ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
        return new Column()
                .header(header(table, column))
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(Math.min(WIDEST, Math.max(width, PADDING)) + 2, OverflowBehaviour.ELLIPSIS_RIGHT);
    }

    private static Object[] cells(Table table, List<Cell> row) {
        List<Object> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(
                    DisplayCell.of(row.get(column), table.columns().get(column).precision()));
        }
        return cells.toArray();
    }
}
