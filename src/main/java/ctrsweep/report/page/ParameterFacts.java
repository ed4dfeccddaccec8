package ctrsweep.report.page;

import ctrsweep.report.Table.Column;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// One of the parameters that vary, as an axis and as what each trial was given.
///
/// @param brief the name where there is little room
/// @param labels the categories of a category axis in their order; empty for numbers
/// @param span from the least to the greatest of its numbers
/// @param values by trial: the number, or the place of the category from 0; NaN where the parameter took no part
/// @param units by trial: where on the axis its value is, from 0 to 1; of a category the middle of its strip
record ParameterFacts(
        String name, String brief, Axis axis, List<String> labels, Span span, List<Double> values, List<Double> units) {

    enum Axis {
        LINEAR,
        LOG,
        CATEGORY
    }

    /// @param all the names of the parameters
    static ParameterFacts of(String name, List<String> all, SearchedSweep sweep) {
        GivenValues given = new GivenValues(
                Optional.ofNullable(sweep.domains().get(name)),
                sweep.trials().stream()
                        .map(trial -> Optional.<Value>ofNullable(
                                trial.trial().assignment().values().get(name)))
                        .toList());
        String brief = Column.parameter(name, all).brief();
        Axis axis = given.axis();
        return switch (axis) {
            case CATEGORY -> {
                List<String> labels = given.labels();
                List<Double> places = given.places(labels);
                List<Double> units = places.stream()
                        .map(place -> (place + 0.5) / labels.size())
                        .toList();
                yield new ParameterFacts(name, brief, axis, labels, Span.of(places), places, units);
            }
            case LINEAR -> line(name, brief, axis, given.numbers(), number -> number);
            case LOG -> line(name, brief, axis, given.numbers(), Math::log);
        };
    }

    private static ParameterFacts line(
            String name, String brief, Axis axis, List<Double> numbers, DoubleUnaryOperator scale) {
        Span span = Span.of(numbers);
        double low = scale.applyAsDouble(span.low());
        double width = scale.applyAsDouble(span.high()) - low;
        List<Double> units = numbers.stream()
                .map(number -> width > 0 || number.isNaN() ? (scale.applyAsDouble(number) - low) / width : 0.5)
                .toList();
        return new ParameterFacts(name, brief, axis, List.of(), span, numbers, units);
    }
}
