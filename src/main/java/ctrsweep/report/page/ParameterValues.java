package ctrsweep.report.page;

import ctrsweep.report.NumberText;
import ctrsweep.report.ValueText;
import ctrsweep.report.page.ParameterFacts.Axis;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One parameter's values in all trials.
///
/// @param domain in the latest spec; empty if the spec no longer has the parameter
/// @param byTrial empty for a trial in which the parameter was inactive
record ParameterValues(Optional<Domain> domain, List<Optional<Value>> byTrial) {
    /// More distinct numbers than this get a numeric axis, even if the spec lists them.
    private static final int MOST_CATEGORIES = 12;

    /// Numbers without a scale in the spec get a log axis if the largest is at least this many times the smallest.
    private static final double LOG_RATIO = 100;

    /// Few listed values are categories, and so are values that are not numbers.
    Axis axis() {
        boolean listed = domain.map(known -> known instanceof Choices).orElse(true);
        boolean numbers = known().allMatch(value -> value instanceof Value.Int || value instanceof Value.Real);
        if (!numbers || (listed && known().distinct().count() <= MOST_CATEGORIES)) {
            return Axis.CATEGORY;
        }
        return isLog() && known().allMatch(value -> number(value) > 0) ? Axis.LOG : Axis.LINEAR;
    }

    private boolean isLog() {
        ValueRange span = ValueRange.of(numbers());
        boolean far = span.high() / span.low() >= LOG_RATIO;
        return domain.map(known -> switch (known) {
                    case Interval interval -> interval.scale() == Interval.Scale.LOG;
                    case Normal normal -> normal.scale() == Interval.Scale.LOG;
                    case Quantized quantized -> quantized.scale() == Interval.Scale.LOG;
                    case Choices _ -> far;
                })
                .orElse(far);
    }

    private Stream<Value> known() {
        return byTrial.stream().flatMap(Optional::stream);
    }

    /// NaN for a trial in which the parameter was inactive.
    List<Double> numbers() {
        return byTrial.stream()
                .map(value -> value.map(ParameterValues::number).orElse(Double.NaN))
                .toList();
    }

    /// The categories: numbers ascend; other values have the order of the spec, then that of the trials.
    List<String> labels() {
        List<Value> all = Stream.concat(listed(), known()).distinct().toList();
        boolean numbers = all.stream().allMatch(value -> value.number().isPresent());
        Stream<Value> ordered =
                numbers ? all.stream().sorted(Comparator.comparingDouble(ParameterValues::number)) : all.stream();
        return ordered.map(ParameterValues::label).distinct().toList();
    }

    private Stream<Value> listed() {
        return domain.stream()
                .flatMap(known -> known instanceof Choices choices ? choices.values().stream() : Stream.of());
    }

    /// For each trial the place of its value among the labels.
    List<Double> places(List<String> labels) {
        return byTrial.stream()
                .map(value -> value.map(known -> (double) labels.indexOf(label(known)))
                        .orElse(Double.NaN))
                .toList();
    }

    private static double number(Value value) {
        return value.number().orElse(Double.NaN);
    }

    /// A value as text, real numbers with six digits.
    static String label(Value value) {
        return value instanceof Value.Real(double number) ? NumberText.significant(number, 6) : ValueText.of(value);
    }
}
