package ctrsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/// The forms in which a table is written.
public enum TableFormat {
    /// For a terminal of some width.
    TABLE,
    CSV,
    JSON,
    /// Markdown.
    MD;

    /// Comma-separated, as [#CSV], without holding all of it at once.
    public static void writeCsv(Table table, OutputStream out) throws IOException {
        CsvTable.write(table, new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /// @param width columns of the terminal; only [#TABLE] heeds it
    public String write(Table table, int width) {
        return switch (this) {
            case TABLE -> TextTable.write(table, width);
            case CSV -> CsvTable.write(table);
            case JSON -> JsonTable.write(table);
            case MD -> MarkdownTable.write(table);
        };
    }
}
