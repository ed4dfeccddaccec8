package ctrsweep.report;

/// The forms in which a table is written.
public enum TableFormat {
    /// For a terminal of some width.
    TABLE,
    CSV,
    JSON,
    /// Markdown.
    MD;

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
