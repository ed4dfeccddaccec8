package ctrsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table in GitHub's Markdown, with rounded numbers.
final class MarkdownTable {
    private MarkdownTable() {}

    static String write(Table table) {
        StringBuilder text = new StringBuilder();
        text.append(line(table.names()));
        text.append(line(table.names().stream().map(name -> "---").toList()));
        table.rows().forEach(row -> text.append(line(shown(table, row))));
        return text.toString();
    }

    private static List<String> shown(Table table, List<Cell> row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(
                    DisplayCell.of(row.get(column), table.columns().get(column).precision()));
        }
        return cells;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownTable::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escape(String text) {
        return Escaped.of(text)
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("`", "\\`");
    }
}
