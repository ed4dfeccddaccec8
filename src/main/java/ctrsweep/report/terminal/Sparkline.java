package ctrsweep.report.terminal;

import java.util.List;
import java.util.stream.Collectors;

/// A curve in one line of characters, scaled between its smallest and largest value.
///
/// @param values by epoch
public record Sparkline(List<EpochValue> values) {
    public Sparkline {
        values = List.copyOf(values);
    }

    /// @param width the most characters, at least 1
    public String draw(int width, Glyphs glyphs) {
        List<EpochValue> buckets = Buckets.of(values, width);
        Range range = Range.of(
                buckets.stream().flatMap(value -> value.number().stream()).toList());
        return buckets.stream()
                .map(value -> String.valueOf(glyph(value, range, glyphs)))
                .collect(Collectors.joining());
    }

    private static char glyph(EpochValue value, Range range, Glyphs glyphs) {
        if (value.number().isEmpty()) {
            return ' ';
        }
        double number = value.number().get();
        return Double.isFinite(number) ? glyphs.height(range.share(number)) : glyphs.notFinite();
    }
}
