package ctrsweep.report.terminal;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/// From the least to the greatest of some numbers; those that are not finite do not count.
record Range(double low, double high) {

    /// Of no number at all it is empty: low is above high.
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

    /// Which share of the way from low to high a number has come; halfway where there is no way.
    double share(double number) {
        // By halves, since the range itself may be more than a double holds.
        return isFlat() ? 0.5 : (number / 2 - low / 2) / (high / 2 - low / 2);
    }
}
