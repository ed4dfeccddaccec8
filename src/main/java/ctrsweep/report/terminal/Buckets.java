package ctrsweep.report.terminal;

import java.util.ArrayList;
import java.util.List;

/// Numbers put together so that no more remain than there is room for.
final class Buckets {
    private Buckets() {}

    /// Each that remains is the mean of the finite ones among its neighbours, NaN where there are but others, and
    /// absent where none of them is there.
    ///
    /// @param most at least 1
    static List<Level> of(List<Level> levels, int most) {
        int count = Math.min(most, levels.size());
        List<Level> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buckets.add(mean(levels.subList(first(i, count, levels.size()), first(i + 1, count, levels.size()))));
        }
        return buckets;
    }

    /// The bucket that the number at a place is in.
    static int bucket(int place, int most, int size) {
        return (int) (((place + 1L) * Math.min(most, size) - 1) / size);
    }

    private static int first(int bucket, int count, int size) {
        return (int) ((long) bucket * size / count);
    }

    private static Level mean(List<Level> levels) {
        List<Double> numbers =
                levels.stream().flatMap(level -> level.number().stream()).toList();
        if (numbers.isEmpty()) {
            return Level.ABSENT;
        }
        double[] finite = numbers.stream()
                .mapToDouble(number -> number)
                .filter(Double::isFinite)
                .toArray();
        double mean = 0;
        for (double number : finite) {
            mean += number / finite.length;
        }
        return Level.of(finite.length == 0 ? Double.NaN : mean);
    }
}
