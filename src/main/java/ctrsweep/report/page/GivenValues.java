package ctrsweep.report.page;

import ctrsweep.report.GivenText;
import ctrsweep.report.Numbers;
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

/// What the trials were given for one parameter.
///
/// @param domain what it may be, where the latest spec says so
/// @param byTrial empty where it took no part
record GivenValues(Optional<Domain> domain, List<Optional<Value>> byTrial) {
    /// More numbers than this are points on a line, even where the spec lists them.
    private static final int MOST_CATEGORIES = 12;

    /// Numbers that no spec says the scale of are on a log scale when they spread as far as this.
    private static final double FAR = 100;

    /// Few listed values are categories; so is all that is no number.
    Axis axis() {
        boolean listed = domain.map(known -> known instanceof Choices).orElse(true);
        boolean numbers = known().allMatch(value -> value instanceof Value.Int || value instanceof Value.Real);
        if (!numbers || (listed && known().distinct().count() <= MOST_CATEGORIES)) {
            return Axis.CATEGORY;
        }
        return isLog() && known().allMatch(value -> number(value) > 0) ? Axis.LOG : Axis.LINEAR;
    }

    private boolean isLog() {
        Span span = Span.of(numbers());
        boolean far = span.high() / span.low() >= FAR;
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

    /// NaN where it took no part.
    List<Double> numbers() {
        return byTrial.stream()
                .map(value -> value.map(GivenValues::number).orElse(Double.NaN))
                .toList();
    }

    /// Numbers ascend; other values are in the order of the spec, then in that of the trials.
    List<String> labels() {
        List<Value> all = Stream.concat(listed(), known()).distinct().toList();
        boolean numbers = all.stream().allMatch(value -> value.number().isPresent());
        Stream<Value> ordered =
                numbers ? all.stream().sorted(Comparator.comparingDouble(GivenValues::number)) : all.stream();
        return ordered.map(GivenValues::label).distinct().toList();
    }

    private Stream<Value> listed() {
        return domain.stream()
                .flatMap(known -> known instanceof Choices choices ? choices.values().stream() : Stream.of());
    }

    /// By trial the place of its value among the labels.
    List<Double> places(List<String> labels) {
        return byTrial.stream()
                .map(value -> value.map(known -> (double) labels.indexOf(label(known)))
                        .orElse(Double.NaN))
                .toList();
    }

    private static double number(Value value) {
        return value.number().orElse(Double.NaN);
    }

    /// Numbers with the digits that a person reads.
    static String label(Value value) {
        return value instanceof Value.Real(double number) ? Numbers.significant(number, 6) : GivenText.of(value);
    }
}
