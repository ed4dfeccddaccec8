package ctrsweep.report.importance;

import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/// Cells of equal width, on a log scale for domains with one. They are centred on evenly spaced numbers, the first
/// on `low` and the last on `high`. There are fifty cells, or fewer for a domain with fewer values.
///
/// @param low centre of the first cell, on the scale
/// @param high centre of the last cell, on the scale
record LineGrid(double low, double high, boolean log, int size) implements Grid {
    private static final int MOST_CELLS = 50;

    static LineGrid of(Interval interval, Collection<Value> seen) {
        DoubleSummaryStatistics numbers = numbers(seen);
        numbers.accept(interval.min().doubleValue());
        numbers.accept(interval.max().doubleValue());
        boolean log = interval.scale() == Interval.Scale.LOG && numbers.getMin() > 0;
        return between(
                numbers,
                log,
                interval.size().isPresent() ? cells(interval.size().getAsLong(), log) : MOST_CELLS);
    }

    static LineGrid around(Collection<Value> seen, Interval.Scale scale) {
        DoubleSummaryStatistics numbers = numbers(seen);
        return between(numbers, scale == Interval.Scale.LOG && numbers.getMin() > 0, MOST_CELLS);
    }

    private static DoubleSummaryStatistics numbers(Collection<Value> seen) {
        return seen.stream().mapToDouble(value -> value.number().orElseThrow()).summaryStatistics();
    }

    /// With one cell for each integer, most cells of a log scale would contain no integer.
    private static int cells(long values, boolean log) {
        double wanted = log ? Math.ceil(Math.log((double) values) / Math.log(2)) + 1 : values;
        return (int) Math.min(MOST_CELLS, wanted);
    }

    private static LineGrid between(DoubleSummaryStatistics numbers, boolean log, int cells) {
        double low = scaled(numbers.getMin(), log);
        double high = scaled(numbers.getMax(), log);
        return new LineGrid(low, high, log, low < high ? Math.max(2, cells) : 1);
    }

    private static double scaled(double number, boolean log) {
        return log ? Math.log(number) : number;
    }

    @Override
    public int cell(Value value) {
        if (size == 1) {
            return 0;
        }
        double place = scaled(value.number().orElseThrow(), log) / (high - low) - low / (high - low);
        return Math.clamp(Math.round(place * (size - 1)), 0, size - 1);
    }

    @Override
    public Smoothing smoothing(int[] counts) {
        return new NormalKernel(size, NormalKernel.deviation(counts));
    }
}
