package ctrsweep.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What one line of output, one row of a file or one JSON object says about an epoch.
///
/// @param epoch the number of the epoch as the program counts
/// @param numbers by name, without the epoch
/// @param complete false for a line that ends with a carriage return, which the next one overwrites on a terminal
record PrintedNumbers(OptionalDouble epoch, Map<String, Double> numbers, boolean complete) {
    private static final String EPOCH = "epoch";

    PrintedNumbers {
        numbers = new LinkedHashMap<>(numbers);
    }

    /// Takes the number named `epoch`, in any case, as that of the epoch.
    static PrintedNumbers of(Map<String, Double> numbers, boolean complete) {
        OptionalDouble epoch = OptionalDouble.empty();
        Map<String, Double> others = new LinkedHashMap<>();
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            if (number.getKey().equalsIgnoreCase(EPOCH)) {
                epoch = OptionalDouble.of(number.getValue());
            } else {
                others.put(number.getKey(), number.getValue());
            }
        }
        return new PrintedNumbers(epoch, others, complete);
    }

    static PrintedNumbers nothing() {
        return new PrintedNumbers(OptionalDouble.empty(), Map.of(), true);
    }

    /// Adds other numbers of the same line, which win.
    PrintedNumbers with(PrintedNumbers other) {
        Map<String, Double> all = new LinkedHashMap<>(numbers);
        all.putAll(other.numbers);
        return new PrintedNumbers(other.epoch.isPresent() ? other.epoch : epoch, all, complete);
    }

    boolean isEmpty() {
        return epoch.isEmpty() && numbers.isEmpty();
    }
}
