package ctrsweep.report.page;

import ctrsweep.report.Table.Column;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// A parameter as an axis, with its value in each trial.
///
/// @param brief a short name for small charts
/// @param labels the categories in their order; empty for a numeric axis
/// @param span the smallest and the largest value
/// @param values by trial: the number, or the place of the category from 0; NaN if the parameter was inactive
/// @param units by trial: the position on the axis from 0 to 1; for a category the middle of its strip
record ParameterFacts(
        String name,
        String brief,
        Axis axis,
        List<String> labels,
        ValueRange span,
        List<Double> values,
        List<Double> units) {

    enum Axis {
        LINEAR,
        LOG,
        CATEGORY
    }

    /// @param all the names of all parameters
    static ParameterFacts of(String name, List<String> all, ReportedSweep sweep) {
        ParameterValues inTrials = new ParameterValues(
                Optional.ofNullable(sweep.domains().get(name)),
                sweep.trials().stream()
                        .map(trial -> Optional.<Value>ofNullable(
                                trial.trial().assignment().values().get(name)))
                        .toList());
        String brief = Column.parameter(name, all).brief();
        Axis axis = inTrials.axis();
        return switch (axis) {
            case CATEGORY -> {
                List<String> labels = inTrials.labels();
                List<Double> places = inTrials.places(labels);
                List<Double> units = places.stream()
                        .map(place -> (place + 0.5) / labels.size())
                        .toList();
                yield new ParameterFacts(name, brief, axis, labels, ValueRange.of(places), places, units);
            }
            case LINEAR -> line(name, brief, axis, inTrials.numbers(), number -> number);
            case LOG -> line(name, brief, axis, inTrials.numbers(), Math::log);
        };
    }

    private static ParameterFacts line(
            String name, String brief, Axis axis, List<Double> numbers, DoubleUnaryOperator scale) {
        ValueRange span = ValueRange.of(numbers);
        double low = scale.applyAsDouble(span.low());
        double width = scale.applyAsDouble(span.high()) - low;
        List<Double> units = numbers.stream()
                .map(number -> width > 0 || number.isNaN() ? (scale.applyAsDouble(number) - low) / width : 0.5)
                .toList();
        return new ParameterFacts(name, brief, axis, List.of(), span, numbers, units);
    }
}
