package ctrsweep.report.terminal;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/// The smallest and the largest finite number of a chart.
record Range(double low, double high) {

    /// Without any finite number the range is empty: low is above high.
    static Range of(Collection<Double> numbers) {
        DoubleSummaryStatistics finite = numbers.stream()
                .mapToDouble(number -> number)
                .filter(Double::isFinite)
                .summaryStatistics();
        return new Range(finite.getMin(), finite.getMax());
    }

    boolean isEmpty() {
        return low > high;
    }

    boolean isFlat() {
        return low == high;
    }

    /// A number's position from 0 at low to 1 at high; 0.5 if the range is flat.
    double share(double number) {
        // Halves, since high - low may overflow.
        return isFlat() ? 0.5 : (number / 2 - low / 2) / (high / 2 - low / 2);
    }
}
