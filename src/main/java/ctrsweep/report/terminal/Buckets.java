package ctrsweep.report.terminal;

import java.util.ArrayList;
import java.util.List;

/// Averages neighbouring values so that they fit into a chart.
final class Buckets {
    private Buckets() {}

    /// Averages each bucket's finite values; NaN if it has only non-finite ones, absent if it has none.
    ///
    /// @param most the number of buckets, at least 1
    static List<EpochValue> of(List<EpochValue> values, int most) {
        int count = Math.min(most, values.size());
        List<EpochValue> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buckets.add(mean(values.subList(first(i, count, values.size()), first(i + 1, count, values.size()))));
        }
        return buckets;
    }

    /// The bucket of the value at a place.
    static int bucket(int place, int most, int size) {
        return (int) (((place + 1L) * Math.min(most, size) - 1) / size);
    }

    private static int first(int bucket, int count, int size) {
        return (int) ((long) bucket * size / count);
    }

    private static EpochValue mean(List<EpochValue> values) {
        List<Double> numbers =
                values.stream().flatMap(value -> value.number().stream()).toList();
        if (numbers.isEmpty()) {
            return EpochValue.ABSENT;
        }
        double[] finite = numbers.stream()
                .mapToDouble(number -> number)
                .filter(Double::isFinite)
                .toArray();
        double mean = 0;
        for (double number : finite) {
            mean += number / finite.length;
        }
        return EpochValue.of(finite.length == 0 ? Double.NaN : mean);
    }
}
