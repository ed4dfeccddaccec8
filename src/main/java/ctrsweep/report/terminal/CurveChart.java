package ctrsweep.report.terminal;

import ctrsweep.report.Escaped;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// A curve as columns, each as high as its number is between the least and the greatest of the curve. Where there are
/// more epochs than room, neighbours are one column: their mean.
///
/// @param title text from outside
/// @param first the first epoch's number
/// @param last the last epoch's
/// @param levels by epoch
/// @param marked the place of the best epoch among them
/// @param height in lines, at least 1
public record CurveChart(String title, int first, int last, List<Level> levels, OptionalInt marked, int height) {
    private static final int WIDEST_COLUMN = 3;

    public CurveChart {
        levels = List.copyOf(levels);
    }

    /// @param width of the terminal
    public String draw(int width, Pen pen) {
        Range range = Range.of(
                levels.stream().flatMap(level -> level.number().stream()).toList());
        String high = range.isEmpty() ? "" : label(range.high());
        String low = range.isEmpty() ? "" : label(range.low());
        int margin = Math.max(high.length(), low.length());
        int room = Math.max(1, width - margin - 3);
        Columns columns = columns(room);
        StringBuilder text = new StringBuilder("  " + Escaped.of(title) + "\n");
        int lines = range.isEmpty() || range.isFlat() ? 1 : height;
        for (int line = lines; line > 0; line--) {
            String label = line == lines ? high : line == 1 ? low : "";
            text.append(" ".repeat(1 + margin - label.length()))
                    .append(label)
                    .append(' ')
                    .append(pen.glyphs().wall())
                    .append(columns.line(line, lines, range, pen))
                    .append('\n');
        }
        String indent = " ".repeat(margin + 2);
        return text + indent + pen.glyphs().corner() + columns.floor(pen) + "\n" + indent + " "
                + epochs(columns.width()) + "\n";
    }

    private Columns columns(int room) {
        int wide = Math.clamp(room / levels.size(), 1, WIDEST_COLUMN);
        OptionalInt column = marked.isPresent()
                ? OptionalInt.of(Buckets.bucket(marked.getAsInt(), room, levels.size()))
                : OptionalInt.empty();
        return new Columns(Buckets.of(levels, room), wide, column);
    }

    /// Four decimals, or as few digits as tell a number that these would not show well.
    private static String label(double number) {
        double size = Math.abs(number);
        return size == 0 || (size >= 1e-3 && size < 1e6)
                ? String.format(Locale.ROOT, "%.4f", number)
                : String.format(Locale.ROOT, "%.3e", number);
    }

    private String epochs(int width) {
        String right = last == first ? "" : Integer.toString(last);
        String left = Integer.toString(first);
        return (left + " ".repeat(Math.max(1, width - left.length() - right.length())) + right).strip();
    }
}
