package ctrsweep.program;

import ctrsweep.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// The numbers of an epoch as a program printed them.
///
/// @param metrics every number but `epoch`, `lr`, `rows` and `seconds`
record PrintedEpoch(
        OptionalDouble epoch,
        OptionalDouble lr,
        OptionalDouble rows,
        OptionalDouble seconds,
        Map<Metric, Double> metrics) {
    private static final Set<String> OF_THE_EPOCH = Set.of("epoch", "lr", "rows", "seconds");

    /// @param numbers of one line; a name that cannot be a metric's is ignored
    static PrintedEpoch of(Map<String, Double> numbers) {
        Map<String, Double> others = new LinkedHashMap<>(numbers);
        others.keySet().removeAll(OF_THE_EPOCH);
        Map<Metric, Double> metrics = new TreeMap<>();
        others.forEach((name, value) -> {
            if (Metric.isName(name)) {
                metrics.put(Metric.printed(name), value);
            }
        });
        return new PrintedEpoch(
                number(numbers, "epoch"),
                number(numbers, "lr"),
                number(numbers, "rows"),
                number(numbers, "seconds"),
                metrics);
    }

    private static OptionalDouble number(Map<String, Double> numbers, String name) {
        Double number = numbers.get(name);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
