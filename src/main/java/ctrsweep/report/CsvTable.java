package ctrsweep.report;

import ctrsweep.space.Value;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/// CSV (RFC 4180) with a header, all digits of numbers, and `\n` after each line.
final class CsvTable {
    private final List<Table.Column> columns;
    private final CsvWriter csv;

    /// Writes the header.
    ///
    /// @throws UncheckedIOException if it cannot be written
    CsvTable(List<Table.Column> columns, Writer to) {
        this.columns = columns;
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
        csv.writeRecord(columns.stream()
                .map(Table.Column::name)
                .map(Escaped::controls)
                .map(CsvTable::harmless)
                .toList());
    }

    static String write(Table table) {
        StringWriter text = new StringWriter();
        CsvTable csv = new CsvTable(table.columns(), text);
        table.rows().forEach(csv::write);
        csv.flush();
        return text.toString();
    }

    /// @param row one cell for each column
    /// @throws UncheckedIOException if it cannot be written
    void write(List<Cell> row) {
        String[] texts = new String[row.size()];
        for (int column = 0; column < texts.length; column++) {
            texts[column] = text(row.get(column), columns.get(column).precision());
        }
        csv.writeRecord(texts);
    }

    /// @throws UncheckedIOException if the last rows cannot be written
    void flush() {
        try {
            csv.flush();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String text(Cell cell, Table.Precision precision) {
        return switch (cell) {
            case Cell.Absent _ -> "";
            case Cell.NotFinite notFinite -> notFinite.toString();
            case Cell.Is is -> text(is.value(), precision);
        };
    }

    /// Uses `instanceof` because a pattern switch is several times as slow here, and there may be millions of cells.
    private static String text(Value value, Table.Precision precision) {
        if (value instanceof Value.Real real) {
            return NumberText.exact(real.value());
        }
        return value instanceof Value.Int number
                ? Long.toString(number.value())
                : harmless(Escaped.controls(
                        precision == Table.Precision.SIX_DIGITS ? ValueText.of(value) : value.toString()));
    }

    /// Puts an apostrophe before text that a spreadsheet would run as a formula.
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !isNumber(text) ? "'" + text : text;
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    }
}
