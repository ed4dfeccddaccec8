package ctrsweep.report.terminal;

import java.util.List;
import java.util.stream.Collectors;

/// A curve in a few characters, each as high as its number is between the least and the greatest of the curve.
///
/// @param levels by epoch
public record Sparkline(List<Level> levels) {
    public Sparkline {
        levels = List.copyOf(levels);
    }

    /// @param width most characters, at least 1
    public String draw(int width, Glyphs glyphs) {
        List<Level> buckets = Buckets.of(levels, width);
        Range range = Range.of(
                buckets.stream().flatMap(level -> level.number().stream()).toList());
        return buckets.stream()
                .map(level -> String.valueOf(glyph(level, range, glyphs)))
                .collect(Collectors.joining());
    }

    private static char glyph(Level level, Range range, Glyphs glyphs) {
        if (level.number().isEmpty()) {
            return ' ';
        }
        double number = level.number().get();
        return Double.isFinite(number) ? glyphs.height(range.share(number)) : glyphs.notFinite();
    }
}
