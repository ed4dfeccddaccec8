package ctrsweep.data.guess;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The values of a column in the rows that were looked at.
final class SampledValues {
    private static final Set<Set<String>> CLASSES =
            Set.of(Set.of("0", "1"), Set.of("-1", "1"), Set.of("false", "true"), Set.of("no", "yes"));
    private static final double FAR = 20;

    private final List<String> present;
    private final Set<String> distinct;
    private final double[] numbers;

    SampledValues(List<String> values) {
        present = values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        distinct = new HashSet<>(present);
        numbers = present.stream().mapToDouble(SampledValues::number).sorted().toArray();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    int count() {
        return present.size();
    }

    int distinct() {
        return distinct.size();
    }

    /// The first value, for a person to recognise the column.
    String example() {
        return present.isEmpty() ? "" : present.getFirst();
    }

    boolean areAllDifferent() {
        return distinct.size() == present.size() && present.size() > 1;
    }

    boolean areNumbers() {
        return Arrays.stream(numbers).allMatch(Double::isFinite) && numbers.length > 0;
    }

    boolean areWhole() {
        return areNumbers() && present.stream().allMatch(value -> value.matches("[+-]?\\d+"));
    }

    boolean areWithin(double low, double high) {
        return areNumbers() && numbers[0] >= low && numbers[numbers.length - 1] <= high;
    }

    /// Both classes of a label, and nothing else.
    boolean areTwoClasses() {
        Set<String> words = new HashSet<>();
        distinct.forEach(value -> words.add(value.toLowerCase(Locale.ROOT).replaceFirst("^([+-]?\\d+)\\.0$", "$1")));
        return CLASSES.contains(words);
    }

    /// Returns whether the largest number is far above the usual ones, so that a model learns more from logarithms.
    boolean areSkewed() {
        double median = numbers[numbers.length / 2];
        return numbers[0] >= 0 && numbers[numbers.length - 1] > FAR * Math.max(median, 1);
    }

    boolean match(String pattern) {
        return !present.isEmpty() && present.stream().allMatch(value -> value.matches(pattern));
    }

    /// The share of the values that have a separator between other characters.
    double share(String separator) {
        return present.stream().filter(value -> value.indexOf(separator) > 0).count()
                / (double) Math.max(1, present.size());
    }
}
