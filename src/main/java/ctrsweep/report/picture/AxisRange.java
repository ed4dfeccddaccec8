package ctrsweep.report.picture;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/// The range of an axis: all numbers except those farther from the quartiles than three times the interquartile
/// range (Tukey's far out values), which would flatten the others.
///
/// @param beyond the number of values outside the range
record AxisRange(double low, double high, long beyond) {
    private static final double FAR_OUT = 3;
    private static final double MARGIN = 0.04;

    /// Narrowest margin of an axis.
    private static final double NARROWEST = 1e-8;

    /// Distances between larger numbers may overflow.
    private static final double LARGEST = 1e300;

    /// @param numbers some of which may be outside
    /// @param always numbers that must be inside
    static AxisRange of(Collection<Double> numbers, Collection<Double> always) {
        double[] sorted = drawable(numbers).sorted().toArray();
        double[] needed = drawable(always).toArray();
        if (sorted.length + needed.length == 0) {
            return new AxisRange(0, 1, numbers.size());
        }
        double[] kept =
                DoubleStream.concat(DoubleStream.of(needed), near(sorted)).toArray();
        double low = Arrays.stream(kept).min().orElseThrow();
        double high = Arrays.stream(kept).max().orElseThrow();
        long beyond = Arrays.stream(sorted)
                .filter(number -> number < low || number > high)
                .count();
        double margin = Math.max(NARROWEST, MARGIN * (high - low));
        return new AxisRange(low - margin, high + margin, beyond);
    }

    private static DoubleStream drawable(Collection<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).filter(number -> Math.abs(number) < LARGEST);
    }

    private static DoubleStream near(double[] sorted) {
        if (sorted.length == 0) {
            return DoubleStream.empty();
        }
        double first = sorted[sorted.length / 4];
        double third = sorted[sorted.length - 1 - sorted.length / 4];
        double far = FAR_OUT * (third - first);
        return Arrays.stream(sorted).filter(number -> number >= first - far && number <= third + far);
    }

    /// The label of the axis.
    String label(String quantity) {
        return beyond == 0 ? quantity : "%s (%d outside)".formatted(quantity, beyond);
    }
}
