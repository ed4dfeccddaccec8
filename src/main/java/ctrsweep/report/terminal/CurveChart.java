package ctrsweep.report.terminal;

import ctrsweep.report.Escaped;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// A bar chart of a curve, scaled between its smallest and largest value. If the terminal is narrower than the number
/// of epochs, a column shows the mean of several.
///
/// @param title unescaped
/// @param first the number of the first epoch
/// @param last the number of the last epoch
/// @param values by epoch
/// @param marked the place of the best epoch among the values
/// @param height in lines, at least 1
public record CurveChart(String title, int first, int last, List<EpochValue> values, OptionalInt marked, int height) {
    private static final int WIDEST_COLUMN = 3;

    public CurveChart {
        values = List.copyOf(values);
    }

    /// @param width of the terminal
    public String draw(int width, TerminalStyle style) {
        Range range = Range.of(
                values.stream().flatMap(value -> value.number().stream()).toList());
        String high = range.isEmpty() ? "" : label(range.high());
        String low = range.isEmpty() ? "" : label(range.low());
        int margin = Math.max(high.length(), low.length());
        int room = Math.max(1, width - margin - 3);
        ChartColumns columns = columns(room);
        StringBuilder text = new StringBuilder("  " + Escaped.of(title) + "\n");
        int lines = range.isEmpty() || range.isFlat() ? 1 : height;
        for (int line = lines; line > 0; line--) {
            String label = line == lines ? high : line == 1 ? low : "";
            text.append(" ".repeat(1 + margin - label.length()))
                    .append(label)
                    .append(' ')
                    .append(style.glyphs().wall())
                    .append(columns.line(line, lines, range, style))
                    .append('\n');
        }
        String indent = " ".repeat(margin + 2);
        return text + indent + style.glyphs().corner() + columns.floor(style) + "\n" + indent + " "
                + epochs(columns.width()) + "\n";
    }

    private ChartColumns columns(int room) {
        int wide = Math.clamp(room / values.size(), 1, WIDEST_COLUMN);
        OptionalInt column = marked.isPresent()
                ? OptionalInt.of(Buckets.bucket(marked.getAsInt(), room, values.size()))
                : OptionalInt.empty();
        return new ChartColumns(Buckets.of(values, room), wide, column);
    }

    /// Four decimals, or an exponent for very small and very large numbers.
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
