package ctrsweep.report.terminal;

import java.util.List;
import java.util.OptionalInt;

/// The columns of a chart.
///
/// @param wide characters of each
/// @param marked the best one
record Columns(List<Level> levels, int wide, OptionalInt marked) {

    int width() {
        return levels.size() * wide;
    }

    /// One line through all columns.
    ///
    /// @param line from 1, the lowest
    /// @param lines how many there are
    String line(int line, int lines, Range range, Pen pen) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < levels.size(); column++) {
            text.append(part(levels.get(column), isMarked(column), line, lines, range, pen));
        }
        return text.toString().stripTrailing();
    }

    private String part(Level level, boolean best, int line, int lines, Range range, Pen pen) {
        if (level.number().isEmpty()) {
            return " ".repeat(wide);
        }
        double number = level.number().get();
        if (!Double.isFinite(number)) {
            String cross = String.valueOf(pen.glyphs().notFinite()).repeat(wide);
            return line == 1 ? pen.write(cross, Pen.Colour.RED) : " ".repeat(wide);
        }
        int each = pen.glyphs().fillings();
        int height = 1 + (int) Math.round(range.share(number) * (lines * each - 1));
        char filled = pen.glyphs().filled(height - (line - 1) * each);
        return filled == ' '
                ? " ".repeat(wide)
                : pen.write(String.valueOf(filled).repeat(wide), best ? Pen.Colour.GREEN : Pen.Colour.PLAIN);
    }

    /// The line below, with the best column marked.
    String floor(Pen pen) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < levels.size(); column++) {
            text.append(
                    isMarked(column)
                            ? pen.write(String.valueOf(pen.glyphs().mark()).repeat(wide), Pen.Colour.GREEN)
                            : String.valueOf(pen.glyphs().floor()).repeat(wide));
        }
        return text.toString();
    }

    private boolean isMarked(int column) {
        return marked.isPresent() && marked.getAsInt() == column;
    }
}
