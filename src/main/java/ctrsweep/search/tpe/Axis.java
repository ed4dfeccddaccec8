package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.math.BigDecimal;

/// Maps the values of a domain to coordinates on a line, where Parzen estimators work.
interface Axis {

    static Axis of(Domain domain) {
        return switch (domain) {
            case Choices choices when RankAxis.fits(choices) -> new RankAxis(choices);
            case Choices choices -> new ChoiceAxis(choices);
            case Interval interval when interval.min().compareTo(interval.max()) == 0 -> ChoiceAxis.only(interval);
            case Interval interval
            when interval.size().isPresent() ->
                StepAxis.tellsNeighboursApart(interval)
                        ? new StepAxis(interval)
                        : new RoundedAxis(new LineAxis(interval), number -> interval.nearest(decimal(number)));
            case Interval interval -> new LineAxis(interval);
            case Normal normal -> new LineAxis(normal);
            case Quantized quantized when quantized.size().orElse(2) == 1 -> ChoiceAxis.only(quantized);
            case Quantized quantized -> new RoundedAxis(LineAxis.unrounded(quantized), quantized::nearest);
        };
    }

    private static BigDecimal decimal(Value number) {
        return BigDecimal.valueOf(number.number().orElseThrow());
    }

    /// @return NaN for a value outside the domain
    double coordinate(Value value);

    Value value(double coordinate);

    /// The kernels around observed coordinates.
    Kernels kernels(SortedColumn observed);
}
