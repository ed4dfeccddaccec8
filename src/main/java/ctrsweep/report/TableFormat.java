package ctrsweep.report;

/// The output formats of tables.
public enum TableFormat {
    TABLE,
    CSV,
    JSON,
    MD;

    /// @param width columns of the terminal; only [#TABLE] uses it
    public String write(Table table, int width) {
        return switch (this) {
            case TABLE -> TextTable.write(table, width);
            case CSV -> CsvTable.write(table);
            case JSON -> JsonTable.write(table);
            case MD -> MarkdownTable.write(table);
        };
    }
}
