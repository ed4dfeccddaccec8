package ctrsweep.report.terminal;

import java.util.List;
import java.util.OptionalInt;

/// @param wide the width of a column in characters
/// @param marked the column of the best epoch
record ChartColumns(List<EpochValue> values, int wide, OptionalInt marked) {

    int width() {
        return values.size() * wide;
    }

    /// One line of text across all columns.
    ///
    /// @param line from 1, the lowest
    /// @param lines the height of the chart
    String line(int line, int lines, Range range, TerminalStyle style) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < values.size(); column++) {
            text.append(part(values.get(column), isMarked(column), line, lines, range, style));
        }
        return text.toString().stripTrailing();
    }

    private String part(EpochValue value, boolean best, int line, int lines, Range range, TerminalStyle style) {
        if (value.number().isEmpty()) {
            return " ".repeat(wide);
        }
        double number = value.number().get();
        if (!Double.isFinite(number)) {
            String cross = String.valueOf(style.glyphs().notFinite()).repeat(wide);
            return line == 1 ? style.write(cross, TerminalStyle.Colour.RED) : " ".repeat(wide);
        }
        int each = style.glyphs().fillings();
        int height = 1 + (int) Math.round(range.share(number) * (lines * each - 1));
        char filled = style.glyphs().filled(height - (line - 1) * each);
        return filled == ' '
                ? " ".repeat(wide)
                : style.write(
                        String.valueOf(filled).repeat(wide),
                        best ? TerminalStyle.Colour.GREEN : TerminalStyle.Colour.PLAIN);
    }

    /// The line below the columns, with a mark at the best one.
    String floor(TerminalStyle style) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < values.size(); column++) {
            text.append(
                    isMarked(column)
                            ? style.write(
                                    String.valueOf(style.glyphs().mark()).repeat(wide), TerminalStyle.Colour.GREEN)
                            : String.valueOf(style.glyphs().floor()).repeat(wide));
        }
        return text.toString();
    }

    private boolean isMarked(int column) {
        return marked.isPresent() && marked.getAsInt() == column;
    }
}
